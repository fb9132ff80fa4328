package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.weights.ElementType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the pickle inside a PyTorch checkpoint. It knows the handful of Python functions that a state dictionary needs,
 * each by a record or map of this project, and refuses every other by its name; nothing is looked up or executed.
 *
 * <p>Deviations from its base class, which trusts its input: only the instructions that {@code torch.save} writes are
 * accepted, lengths are checked before memory is taken, dictionaries keep their order and take only strings and numbers
 * as keys, and an object's state never reaches a method of its own.
 */
final class StateDictUnpickler extends Unpickler {

    private static final Map<String, ElementType> STORAGES = Map.of(
            "torch.FloatStorage", ElementType.F32,
            "torch.DoubleStorage", ElementType.F64,
            "torch.HalfStorage", ElementType.F16,
            "torch.BFloat16Storage", ElementType.BF16,
            "torch.LongStorage", ElementType.I64,
            "torch.IntStorage", ElementType.I32,
            "torch.ShortStorage", ElementType.I16,
            "torch.CharStorage", ElementType.I8,
            "torch.ByteStorage", ElementType.U8,
            "torch.BoolStorage", ElementType.BOOL);

    private static final Map<String, IObjectConstructor> FUNCTIONS = Map.of(
            "collections.OrderedDict", StateDictUnpickler::orderedDict,
            "collections.defaultdict", arguments -> new LinkedHashMap<>(),
            "builtins.dict", arguments -> new LinkedHashMap<>(),
            "__builtin__.dict", arguments -> new LinkedHashMap<>(),
            "torch.Size", arguments -> arguments[0],
            "torch._utils._rebuild_tensor_v2", StateDictUnpickler::rebuildTensor,
            "torch._utils._rebuild_parameter", arguments -> arguments[0]);

    /** A tensor takes about forty; the limit keeps a pickle that only piles up objects from filling the memory. */
    private static final int MAX_INSTRUCTIONS = 4_000_000;

    private final Bytes bytes;
    private int instructions;

    StateDictUnpickler(byte[] pickle) {
        this.bytes = new Bytes(pickle);
    }

    /**
     * The pickled object: maps, lists, arrays (tuples), strings, numbers, {@link TensorView}s.
     *
     * @throws PickleException when it needs what is refused
     * @throws IOException when it ends early
     */
    Object read() throws IOException {
        return load(bytes);
    }

    @Override
    protected Object dispatch(short instruction) throws IOException {
        if (++instructions > MAX_INSTRUCTIONS) {
            throw new PickleException("it has more than " + MAX_INSTRUCTIONS + " instructions");
        }
        char code = (char) instruction;
        switch (code) {
            case 'c' -> pushGlobal(bytes.readLine(), bytes.readLine());
            case '\u0093' -> {
                Object name = stack.pop();
                pushGlobal(stack.pop().toString(), name.toString());
            }
            case 's' -> {
                Object value = stack.pop();
                Object key = stack.pop();
                setItems(List.of(key, value));
            }
            case 'u' -> setItems(stack.pop_all_since_marker());
            case 'b' -> dropState();
            case 'X', 'T', 'B' -> {
                requireBytes(bytes.peekInt());
                return super.dispatch(instruction);
            }
            default -> {
                requireHarmless(code);
                return super.dispatch(instruction);
            }
        }
        return NO_RETURN_VALUE;
    }

    /** Instructions that only build constants, tuples, lists and the memo, call what was registered, or end. */
    private static void requireHarmless(char code) {
        String harmless = "\u0080.0(])}t\u0085\u0086\u0087N\u0088\u0089JKM\u008aG\u008cUCqr\u0094hjaeRQ\u0081\u0095";
        if (harmless.indexOf(code) < 0) {
            throw new PickleException(
                    "it has the instruction 0x" + Integer.toHexString(code) + ", which state dictionaries do not need");
        }
    }

    private void requireBytes(int length) {
        if (length < 0 || length > bytes.available()) {
            throw new PickleException("a text of " + Integer.toUnsignedString(length) + " bytes does not fit into it");
        }
    }

    private void pushGlobal(String module, String name) {
        String path = module + "." + name;
        if (STORAGES.containsKey(path)) {
            stack.add(STORAGES.get(path));
        } else if (FUNCTIONS.containsKey(path)) {
            stack.add(FUNCTIONS.get(path));
        } else {
            throw new RefusedGlobalException(path);
        }
    }

    private void setItems(List<Object> items) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i += 2) {
            map.put(requireKey(items.get(i)), items.get(i + 1));
        }
        asMap(stack.peek()).putAll(map);
    }

    private static Object requireKey(Object key) {
        if (key instanceof String || key instanceof Number) {
            return key;
        }
        throw new PickleException("a dictionary has a key that is neither a string nor a number");
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> asMap(Object object) {
        if (object instanceof Map<?, ?> map) {
            return (Map<Object, Object>) map;
        }
        throw new PickleException("it puts entries into something that is no dictionary");
    }

    /** An OrderedDict's attributes (torch keeps version numbers there) are no weights. */
    private void dropState() {
        stack.pop();
        asMap(stack.peek());
    }

    private static Object orderedDict(Object[] arguments) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (arguments.length > 0) {
            for (Object pair : (List<?>) arguments[0]) {
                Object[] entry = pair instanceof List<?> list ? list.toArray() : (Object[]) pair;
                map.put(requireKey(entry[0]), entry[1]);
            }
        }
        return map;
    }

    /** {@code _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks)}. */
    private static Object rebuildTensor(Object[] arguments) {
        List<Integer> shape = new ArrayList<>();
        for (Object extent : (Object[]) arguments[2]) {
            shape.add(Math.toIntExact(requireExtent(extent)));
        }
        List<Long> strides = new ArrayList<>();
        for (Object stride : (Object[]) arguments[3]) {
            strides.add(requireExtent(stride));
        }
        return new TensorView((Storage) arguments[0], requireExtent(arguments[1]), shape, strides);
    }

    private static long requireExtent(Object number) {
        if ((number instanceof Integer || number instanceof Long) && ((Number) number).longValue() >= 0) {
            return ((Number) number).longValue();
        }
        throw new PickleException("a tensor's shape, stride or offset is " + number);
    }

    /** A storage: {@code ("storage", type, key, device, elements)}. */
    @Override
    protected Object persistentLoad(Object id) {
        if (id instanceof Object[] parts
                && parts.length >= 5
                && "storage".equals(parts[0])
                && parts[1] instanceof ElementType type
                && parts[2] instanceof String key) {
            return new Storage(type, key, requireExtent(parts[4]));
        }
        throw new PickleException("it refers to something outside of it that is no tensor storage");
    }

    /** The pickle's bytes, with a look ahead. */
    private static final class Bytes extends ByteArrayInputStream {

        Bytes(byte[] pickle) {
            super(pickle);
        }

        /** The next four bytes as a little-endian number, left where they are. */
        int peekInt() {
            if (available() < 4) {
                return -1;
            }
            return buf[pos] & 0xFF | (buf[pos + 1] & 0xFF) << 8 | (buf[pos + 2] & 0xFF) << 16 | buf[pos + 3] << 24;
        }

        String readLine() {
            int start = pos;
            for (int next = read(); next != '\n'; next = read()) {
                if (next < 0) {
                    throw new PickleException("it ends early");
                }
            }
            return new String(buf, start, pos - 1 - start, StandardCharsets.UTF_8);
        }
    }
}
