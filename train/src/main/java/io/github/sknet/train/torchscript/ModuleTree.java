package io.github.sknet.train.torchscript;

import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.BoolType;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;

/**
 * TorchScript modules within modules, as the dots in names say; the first is the network. Each has a flag {@link #TRAINING}, which
 * {@code train()} and {@code eval()} set and which is off at first, as PyTorch's modules have.
 */
final class ModuleTree {

    /** The flag's name. */
    static final String TRAINING = "training";

    private final CompilationUnit unit = new CompilationUnit();
    private final Map<String, JitModule> modules = new LinkedHashMap<>();

    ModuleTree() {
        modules.put("", module("Net"));
    }

    void registerParameter(String path, io.github.sknet.graph.weights.Tensor tensor) {
        owner(path).register_parameter(last(path), rowMajor(tensor).set_requires_grad(true), false);
    }

    void registerBuffer(String path, io.github.sknet.graph.weights.Tensor tensor) {
        owner(path).register_buffer(last(path), rowMajor(tensor));
    }

    /** Indices, which are no part of a state dictionary. */
    void registerOrder(String path, List<Integer> order) {
        long[] indices = order.stream().mapToLong(Integer::longValue).toArray();
        IValue value = new IValue(Device.CPU.tensor(indices, indices.length));
        owner(path).register_attribute(last(path), new Type.TypePtr(TensorType.get()), value, false, false);
    }

    /** A module of the given path, where there is none yet: what chance changes in training has no parameters, but a flag. */
    void require(String path) {
        for (String missing = path; !modules.containsKey(missing); missing = parent(missing)) {
            modules.put(missing, module("Part"));
        }
    }

    /** The network, with every module inside its parent. */
    JitModule finish() {
        // Deepest first: a module's type is complete once it is given to its parent.
        modules.keySet().stream()
                .filter(path -> !path.isEmpty())
                .sorted((a, b) -> Integer.compare(depth(b), depth(a)))
                .forEach(path -> modules.get(parent(path)).register_module(last(path), modules.get(path)));
        return modules.get("");
    }

    private JitModule owner(String path) {
        String owner = parent(path);
        require(owner);
        return modules.get(owner);
    }

    /** A module whose type is named alike, but apart from all others. */
    private JitModule module(String typeName) {
        JitModule module = new JitModule(new QualifiedName("__torch__." + typeName), unit, true);
        module.register_attribute(TRAINING, new Type.TypePtr(BoolType.get().get()), new IValue(false), false, false);
        return module;
    }

    private static Tensor rowMajor(io.github.sknet.graph.weights.Tensor tensor) {
        return Device.CPU.tensor(tensor.values(), Tensors.axes(tensor.shape()));
    }

    private static int depth(String path) {
        return (int) path.chars().filter(c -> c == '.').count();
    }

    private static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
