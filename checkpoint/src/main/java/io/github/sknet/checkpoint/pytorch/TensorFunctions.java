package io.github.sknet.checkpoint.pytorch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.razorvine.pickle.PickleException;

/** The functions of Python that tensors and arrays are pickled with (torch/_utils.py, numpy's multiarray), each as data. */
final class TensorFunctions {

    private static final Map<String, Function<Object[], Object>> BY_PATH = Map.ofEntries(
            Map.entry("torch._utils._rebuild_tensor_v2", TensorFunctions::rebuildTensor),
            Map.entry("torch._utils._rebuild_tensor", TensorFunctions::rebuildTensor),
            Map.entry("torch._utils._rebuild_parameter", arguments -> arguments[0]),
            Map.entry("torch._utils._rebuild_parameter_with_state", arguments -> arguments[0]),
            Map.entry("torch.nn.parameter.Parameter", arguments -> arguments[0]),
            Map.entry("torch._tensor._rebuild_from_type_v2", TensorFunctions::rebuildSubclass),
            Map.entry("torch.Size", arguments -> arguments[0]),
            Map.entry("_codecs.encode", TensorFunctions::encode),
            Map.entry("builtins.bytes", TensorFunctions::bytes),
            Map.entry("__builtin__.bytes", TensorFunctions::bytes),
            Map.entry("numpy.dtype", NumpyArray.Type::of),
            Map.entry("numpy.core.multiarray._reconstruct", arguments -> new NumpyArray()),
            Map.entry("numpy._core.multiarray._reconstruct", arguments -> new NumpyArray()),
            Map.entry("numpy.core.numeric._frombuffer", NumpyArray::ofBuffer),
            Map.entry("numpy._core.numeric._frombuffer", NumpyArray::ofBuffer));

    private TensorFunctions() {}

    /** The function of the given path; empty for every other. */
    static Optional<Function<Object[], Object>> named(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    /** (storage, offset, shape, strides, …). */
    private static Object rebuildTensor(Object[] arguments) {
        if (arguments[0] instanceof PythonObject unread) {
            return unread;
        }
        List<Long> strides = new ArrayList<>();
        for (Object stride : (Object[]) arguments[3]) {
            strides.add(extent(stride));
        }
        long offset = extent(arguments[1]);
        if (arguments[0] instanceof StorageView view) {
            return new TensorView(view.storage(), Math.addExact(view.start(), offset), shape(arguments[2]), strides);
        }
        return new TensorView((Storage) arguments[0], offset, shape(arguments[2]), strides);
    }

    /** (function, class, its arguments, state): a tensor of a class derived from torch.Tensor. */
    private static Object rebuildSubclass(Object[] arguments) {
        if (arguments[0] instanceof PythonGlobal function && arguments[2] instanceof Object[] inner) {
            // Not itself: a pickle may nest such calls without end.
            boolean rebuilds = function.path().startsWith("torch._utils._rebuild_");
            return (rebuilds ? named(function.path()) : Optional.<Function<Object[], Object>>empty())
                    .map(builder -> builder.apply(inner))
                    .orElseGet(() -> new PythonObject(function.path()));
        }
        throw new PickleException("a tensor is rebuilt by something that is no function");
    }

    /** How Python 3 writes bytes into a pickle that Python 2 can read. */
    private static Object encode(Object[] arguments) {
        if (arguments.length == 2 && arguments[0] instanceof String text && "latin1".equals(arguments[1])) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        return new PythonObject("_codecs.encode");
    }

    private static Object bytes(Object[] arguments) {
        return arguments.length == 0 ? new byte[0] : new PythonObject("builtins.bytes");
    }

    static List<Integer> shape(Object extents) {
        List<Integer> shape = new ArrayList<>();
        for (Object extent : (Object[]) extents) {
            shape.add(Math.toIntExact(extent(extent)));
        }
        return shape;
    }

    static long extent(Object number) {
        if ((number instanceof Integer || number instanceof Long) && ((Number) number).longValue() >= 0) {
            return ((Number) number).longValue();
        }
        throw new PickleException("a tensor's shape, stride, offset or number of elements is "
                + (number instanceof Number ? number : "no number"));
    }
}
