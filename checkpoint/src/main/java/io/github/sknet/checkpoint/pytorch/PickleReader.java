package io.github.sknet.checkpoint.pytorch;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;

/**
 * Reads a pickle as data. Dictionaries, lists, tuples, texts and numbers become those of Java, tensors become
 * {@link PickledTensor}s, and whatever else Python would build stays a {@link PythonObject}: a name with what is put into it.
 * Nothing is looked up or executed.
 *
 * <p>Deviations from its base class, which trusts its input: lengths are checked before memory is taken, dictionaries keep their
 * order, sets are not built, since their elements would be hashed, and an object's state never reaches a method of its own.
 */
final class PickleReader extends Unpickler {

    /** A tensor takes about forty; the limit keeps a pickle that only piles up objects from filling the memory. */
    private static final int MAX_INSTRUCTIONS = 4_000_000;

    private static final int MAX_DIGITS = 1000;

    private static final Set<String> DICTIONARIES = Set.of(
            "collections.OrderedDict",
            "collections.defaultdict",
            "collections.Counter",
            "builtins.dict",
            "__builtin__.dict");

    private final PickleBytes bytes;
    private final Storages storages;
    private final Set<String> suspicious = new LinkedHashSet<>();
    private int instructions;
    private long copied;

    /** What a pickle's references to something outside of it mean. */
    @FunctionalInterface
    interface Storages {
        /**
         * A storage.
         *
         * @param id what the pickle says of it
         */
        Object find(Object[] id);
    }

    PickleReader(PickleBytes bytes, Storages storages) {
        this.bytes = bytes;
        this.storages = storages;
    }

    /**
     * The pickled object.
     *
     * @throws PickleException when it is damaged
     * @throws IOException when it ends early
     */
    Object read() throws IOException {
        return load(bytes);
    }

    /** What the pickle would have Python run that no checkpoint needs. */
    Set<String> suspicious() {
        return suspicious;
    }

    @Override
    protected Object dispatch(short instruction) throws IOException {
        if (++instructions > MAX_INSTRUCTIONS) {
            throw new PickleException("it has more than " + MAX_INSTRUCTIONS + " instructions");
        }
        char code = (char) instruction;
        switch (code) {
            case 'c' -> stack.add(global(bytes.readLine(), bytes.readLine()));
            case '\u0093' -> {
                Object name = stack.pop();
                stack.add(global((String) stack.pop(), (String) name));
            }
            case 'R', '\u0081' -> {
                Object arguments = stack.pop();
                stack.add(call(stack.pop(), arguments));
            }
            case '\u0092' -> {
                stack.pop();
                Object arguments = stack.pop();
                stack.add(call(stack.pop(), arguments));
            }
            case 'o' -> {
                List<Object> parts = stack.pop_all_since_marker();
                stack.add(call(parts.get(0), parts.subList(1, parts.size()).toArray()));
            }
            case 'i' -> {
                Object type = global(bytes.readLine(), bytes.readLine());
                stack.add(call(type, stack.pop_all_since_marker().toArray()));
            }
            case 'b' -> {
                Object state = stack.pop();
                setState(stack.peek(), state);
            }
            case '}' -> stack.add(new LinkedHashMap<>());
            case 'd' -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                putAll(map, stack.pop_all_since_marker());
                stack.add(map);
            }
            case 's' -> {
                Object value = stack.pop();
                Object key = stack.pop();
                putAll(entriesOf(stack.peek()), Arrays.asList(key, value));
            }
            case 'u' -> {
                List<Object> items = stack.pop_all_since_marker();
                putAll(entriesOf(stack.peek()), items);
            }
            case 'a' -> {
                Object value = stack.pop();
                addAll(stack.peek(), Arrays.asList(value));
            }
            case 'e' -> {
                List<Object> values = stack.pop_all_since_marker();
                addAll(stack.peek(), values);
            }
            case '\u008f' -> stack.add(new PythonObject("builtins.set"));
            case '\u0090' -> stack.pop_all_since_marker();
            case '\u0091' -> {
                stack.pop_all_since_marker();
                stack.add(new PythonObject("builtins.frozenset"));
            }
            default -> {
                checkLength(code);
                return super.dispatch(instruction);
            }
        }
        return NO_RETURN_VALUE;
    }

    /** What the base class will take memory or time for, and the instructions that it should not follow. */
    private void checkLength(char code) {
        switch (code) {
            case 'X', 'T', 'B' -> requireBytes(bytes.peekLength(4));
            case '\u008d', '\u008e', '\u0096' -> requireBytes(bytes.peekLength(8));
            case '\u008b' -> requireDigits(bytes.peekLength(4));
            case 'I', 'L', 'F' -> requireDigits(bytes.peekLine());
            case '\u0082', '\u0083', '\u0084', '\u0097', '\u0098' ->
                throw new PickleException("it has the instruction 0x" + Integer.toHexString(code)
                        + ", which refers to something outside of it");
            default -> {
                // The others are short, or stand for what is on the stack already.
            }
        }
    }

    private void requireBytes(long length) {
        if (length < 0 || length > bytes.available()) {
            throw new PickleException("a text of " + Long.toUnsignedString(length) + " bytes does not fit into it");
        }
    }

    private static void requireDigits(long length) {
        if (length > MAX_DIGITS) {
            throw new PickleException("it has a number of " + length + " digits");
        }
    }

    private PythonGlobal global(String module, String name) {
        PythonGlobal global = new PythonGlobal(module + "." + name);
        if (global.isSuspicious()) {
            suspicious.add(global.path());
        }
        return global;
    }

    private Object call(Object callable, Object tuple) {
        Object[] arguments = tuple instanceof List<?> list ? list.toArray() : (Object[]) tuple;
        if (!(callable instanceof PythonGlobal global)) {
            return new PythonObject(callable instanceof PythonObject object ? object.type() : "a call of no function");
        }
        if (DICTIONARIES.contains(global.path())) {
            return dictionary(arguments);
        }
        // How Python 2 makes an object of a class, which is the first argument.
        if (global.path().endsWith("._reconstructor") && arguments.length > 0) {
            return call(arguments[0], new Object[0]);
        }
        return TensorFunctions.named(global.path())
                .map(function -> function.apply(arguments))
                .orElseGet(() -> new PythonObject(global.path()));
    }

    /** A dictionary, perhaps of a list of pairs or of another dictionary. */
    private Object dictionary(Object[] arguments) {
        Map<Object, Object> map = new LinkedHashMap<>();
        Object content = arguments.length == 0 ? null : arguments[0];
        if (content instanceof Map<?, ?> other) {
            countCopied(other.size());
            map.putAll(other);
        } else if (content instanceof List<?> pairs) {
            countCopied(pairs.size());
            for (Object pair : pairs) {
                Object[] entry = pair instanceof List<?> list ? list.toArray() : (Object[]) pair;
                putAll(map, Arrays.asList(entry[0], entry[1]));
            }
        }
        return map;
    }

    /** A few bytes may copy a large dictionary again and again. */
    private void countCopied(int entries) {
        copied += entries;
        if (copied > MAX_INSTRUCTIONS) {
            throw new PickleException("it copies dictionaries of more than " + MAX_INSTRUCTIONS + " entries");
        }
    }

    private static void putAll(Map<Object, Object> map, List<Object> items) {
        for (int i = 0; i < items.size(); i += 2) {
            Object key = items.get(i);
            if (key instanceof Map || key instanceof List) {
                throw new PickleException("a dictionary has a key that Python can't hash");
            }
            map.put(key, items.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> entriesOf(Object object) {
        if (object instanceof Map<?, ?> map) {
            return (Map<Object, Object>) map;
        }
        if (object instanceof PythonObject other) {
            return other.items();
        }
        throw new PickleException("it puts entries into something that is no dictionary");
    }

    @SuppressWarnings("unchecked")
    private static void addAll(Object target, List<Object> values) {
        if (target instanceof List<?> list) {
            ((List<Object>) list).addAll(values);
        } else if (!(target instanceof PythonObject)) {
            throw new PickleException("it appends to something that is no list");
        }
    }

    /** The attributes of dictionaries and tensors (torch keeps version numbers there) are no weights. */
    private static void setState(Object target, Object state) {
        if (target instanceof PythonObject object) {
            object.setState(state);
        } else if (target instanceof NumpyArray array) {
            array.setState(state);
        } else if (target instanceof NumpyArray.Type type) {
            type.setState(state);
        }
    }

    @Override
    protected Object persistentLoad(Object id) {
        if (id instanceof Object[] parts) {
            return storages.find(parts);
        }
        throw new PickleException("it names its storages as Python's text, as pickles of protocol 0 do; "
                + "PyTorch can't load it either");
    }
}
