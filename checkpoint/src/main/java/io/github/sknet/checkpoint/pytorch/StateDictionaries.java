package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.checkpoint.format.MovingAverage;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.text.Listing;
import io.github.sknet.graph.weights.WeightsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the state dictionary among the other things that a training script saved: under one of the usual names, perhaps under several,
 * else wherever the only dictionary of tensors is.
 */
final class StateDictionaries {

    /** What scripts call the moving average. */
    private static final List<String> AVERAGED = List.of(
            "state_dict_ema",
            "model_ema",
            "ema",
            "ema_state_dict",
            "model_ema_state_dict",
            "ema_model",
            "ema_weights",
            "params_ema",
            "averaged_model");

    /** What they call the weights of the last step. */
    private static final List<String> RAW = List.of(
            "state_dict",
            "model_state_dict",
            "model",
            "net",
            "network",
            "module",
            "model_state",
            "net_state_dict",
            "model_weights",
            "weights",
            "params",
            "shadow");

    private static final int MAX_DEPTH = 4;

    private static final int LISTED = 6;

    private final String file;
    private final MovingAverage average;
    private final List<String> notes = new ArrayList<>();
    private final Map<Object, Long> counts = new IdentityHashMap<>();
    private boolean averaged;

    /**
     * What was found.
     *
     * @param tensors by name
     * @param notes what was chosen and left aside, a sentence each
     */
    record Found(Map<String, PickledTensor> tensors, List<String> notes) {}

    private StateDictionaries(String file, MovingAverage average) {
        this.file = file;
        this.average = average;
    }

    /**
     * The state dictionary in a pickled object.
     *
     * @param file what messages name
     * @throws WeightsException when there is none, or which is wanted can't be told
     */
    static Found find(String file, Object object, MovingAverage average) throws WeightsException {
        StateDictionaries search = new StateDictionaries(file, average);
        Map<String, PickledTensor> tensors = search.descend(object, 0);
        if (average == MovingAverage.REQUIRED && !search.averaged) {
            throw new WeightsException(file + " holds no moving average of weights, under none of the names "
                    + String.join(", ", AVERAGED));
        }
        return new Found(tensors, List.copyOf(search.notes));
    }

    private Map<String, PickledTensor> descend(Object object, int depth) throws WeightsException {
        if (object instanceof PythonObject module && ModuleTree.isModule(module)) {
            notes.add("the whole model was saved, a " + Json.cut(module.type()) + "; its tensors were taken");
            return ModuleTree.tensors(file, module);
        }
        if (depth == 0 && (object instanceof List || object instanceof Object[])) {
            return descend(numbered(object), 1);
        }
        Map<?, ?> map = entries(object);
        Optional<String> wrapper = choose(first(map, RAW), first(map, AVERAGED));
        if (wrapper.isPresent() && depth < MAX_DEPTH) {
            return descend(map.get(wrapper.get()), depth + 1);
        }
        List<String> others = holders(map);
        long own = map.values().stream().filter(PickledTensor.class::isInstance).count();
        if (others.size() == 1 && depth < MAX_DEPTH && count(map.get(others.get(0)), 0) > own) {
            notes.add("took '" + Json.cut(others.get(0)) + "'");
            return descend(map.get(others.get(0)), depth + 1);
        }
        if (own > 0) {
            return tensors(map);
        }
        if (others.size() > 1) {
            throw new WeightsException(file + " holds several dictionaries of tensors: " + listed(others)
                    + "; save the one that is wanted alone");
        }
        throw new WeightsException(
                file + " holds no state dictionary: no dictionary of tensors, neither at the top nor "
                        + "under names such as " + RAW.get(0) + " and " + RAW.get(2) + "; what it holds is "
                        + describe(object));
    }

    /** Which of the weights of the last step and their average is taken. */
    private Optional<String> choose(Optional<String> raw, Optional<String> average) throws WeightsException {
        if (average.isEmpty()) {
            raw.ifPresent(name -> notes.add("took '" + name + "'"));
            return raw;
        }
        if (this.average == MovingAverage.IGNORED) {
            String taken = raw.orElseThrow(() -> new WeightsException(
                    file + " holds only a moving average of weights, under '" + average.get() + "'"));
            notes.add("took '" + taken + "', not the moving average '" + average.get() + "'");
            return raw;
        }
        averaged = true;
        notes.add("took the moving average '" + average.get() + "'"
                + raw.map(name -> ", not '" + name + "' (--no-ema takes that)").orElse(""));
        return average;
    }

    private Optional<String> first(Map<?, ?> map, List<String> names) {
        return names.stream().filter(name -> count(map.get(name), 0) > 0).findFirst();
    }

    /** The entries that hold tensors further down, whatever they are called. */
    private List<String> holders(Map<?, ?> map) {
        List<String> holders = new ArrayList<>();
        map.forEach((key, value) -> {
            if (key instanceof String name && !(value instanceof PickledTensor) && count(value, 0) > 0) {
                holders.add(name);
            }
        });
        return holders;
    }

    /** How many tensors have names in an object or, where it has none, in the largest of what it holds. */
    private long count(Object object, int depth) {
        if (!(object instanceof Map || object instanceof PythonObject)) {
            return 0;
        }
        Long known = counts.get(object);
        if (known == null) {
            // What is being counted holds nothing more, should it hold itself.
            counts.put(object, 0L);
            known = countAnew(object, depth);
            counts.put(object, known);
        }
        return known;
    }

    private long countAnew(Object object, int depth) {
        if (object instanceof PythonObject module && ModuleTree.isModule(module)) {
            return Long.MAX_VALUE;
        }
        long own = 0;
        long largest = 0;
        for (Map.Entry<?, ?> entry : entries(object).entrySet()) {
            // By texts alone: an optimiser's state has numbers as keys, and is no state dictionary.
            if (entry.getKey() instanceof String) {
                own += entry.getValue() instanceof PickledTensor ? 1 : 0;
                largest = Math.max(largest, depth < MAX_DEPTH ? count(entry.getValue(), depth + 1) : 0);
            }
        }
        return own > 0 ? own : largest;
    }

    /** A list or tuple, of which one element is the state dictionary. */
    private static Map<String, Object> numbered(Object listed) {
        List<?> elements = listed instanceof List<?> list ? list : Arrays.asList((Object[]) listed);
        Map<String, Object> numbered = new LinkedHashMap<>();
        for (Object element : elements) {
            numbered.put("element " + numbered.size(), element);
        }
        return numbered;
    }

    private static Map<?, ?> entries(Object object) {
        if (object instanceof PythonObject other) {
            return other.items().isEmpty() ? other.attributes() : other.items();
        }
        return object instanceof Map<?, ?> map ? map : Map.of();
    }

    private Map<String, PickledTensor> tensors(Map<?, ?> map) {
        Map<String, PickledTensor> tensors = new LinkedHashMap<>();
        List<String> aside = new ArrayList<>();
        map.forEach((key, value) -> {
            boolean readable = !(value instanceof NumpyArray array) || array.isReadable();
            if (key instanceof String name && value instanceof PickledTensor tensor && readable) {
                tensors.put(name, tensor);
            } else if (!(value instanceof Map<?, ?> empty && empty.isEmpty())) {
                aside.add((key instanceof String name ? Json.cut(name) : describe(key)) + " (" + describe(value) + ")");
            }
        });
        if (!aside.isEmpty()) {
            notes.add("left aside, for they are no tensors: " + listed(aside));
        }
        return tensors;
    }

    private static String listed(List<String> names) {
        return Listing.names(names, LISTED);
    }

    private static String describe(Object object) {
        if (object instanceof PythonObject || object instanceof PythonGlobal) {
            return Json.cut(object instanceof PythonGlobal global ? global.path() : object.toString());
        }
        if (object instanceof String) {
            return "a text";
        }
        if (object instanceof Number || object instanceof Boolean || object == null) {
            return String.valueOf(object);
        }
        return object instanceof Map
                ? "a dictionary"
                : object instanceof PickledTensor ? "a tensor" : "a list or tuple";
    }
}
