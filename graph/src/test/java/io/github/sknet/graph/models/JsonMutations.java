package io.github.sknet.graph.models;

import io.github.sknet.graph.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes JSON texts, now and then so that they mean something else, mostly so that they mean nothing. */
final class JsonMutations {

    private static final List<Object> HOSTILE = Collections.unmodifiableList(Arrays.asList(
            -1,
            0,
            1,
            2,
            3,
            7,
            1024,
            32768,
            Integer.MAX_VALUE,
            Integer.MIN_VALUE,
            5_000_000_000L,
            0.5,
            -0.0,
            1e308,
            1e-320,
            null,
            true,
            false,
            "",
            " ",
            "input",
            "relu",
            "fuse",
            "conv2d",
            "concat",
            "\u0000\n\uD800",
            "n".repeat(5000),
            List.of(),
            List.of(1, 2),
            List.of(32768, 32768),
            List.of("input", "input"),
            Collections.nCopies(3000, "input"),
            Collections.nCopies(3000, 1),
            Map.of(),
            Map.of("normal", 0.5),
            Map.of("constant", -3),
            Map.of("name", "x", "op", "add", "inputs", List.of("input", "input"))));

    private final Random random;

    JsonMutations(long seed) {
        random = new Random(seed);
    }

    /** The text with one to three changes of its characters. */
    String ofCharacters(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(changed.length() + 1);
            int to = Math.min(changed.length(), at + 1 + random.nextInt(40));
            switch (random.nextInt(6)) {
                case 0 -> changed.insert(at, (char) random.nextInt(0x10000));
                case 1 -> changed.delete(at, to);
                case 2 -> changed.setLength(at);
                case 3 -> changed.insert(at, changed.substring(at, to));
                case 4 -> changed.insert(at, "[{\"".substring(random.nextInt(3)).repeat(1 + random.nextInt(300)));
                default -> changed.replace(at, Math.min(to, at + 1), Integer.toString(random.nextInt()));
            }
        }
        return changed.toString();
    }

    /** The text with one to three changes of its objects and lists. */
    String ofStructure(String text) {
        Map<String, Object> root = Json.read(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<Object> containers = new ArrayList<>();
            collect(root, containers);
            Object chosen = containers.get(random.nextInt(containers.size()));
            if (chosen instanceof List<?>) {
                change(asList(chosen), containers);
            } else {
                change(asMap(chosen), containers);
            }
        }
        return Json.write(root);
    }

    private static void collect(Object value, List<Object> containers) {
        if (value instanceof Map<?, ?> map) {
            containers.add(value);
            map.values().forEach(each -> collect(each, containers));
        } else if (value instanceof List<?> list) {
            containers.add(value);
            list.forEach(each -> collect(each, containers));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> asList(Object list) {
        return (List<Object>) list;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object map) {
        return (Map<String, Object>) map;
    }

    private void change(List<Object> list, List<Object> containers) {
        if (list.isEmpty()) {
            list.add(other(containers));
            return;
        }
        int at = random.nextInt(list.size());
        switch (random.nextInt(6)) {
            case 0 -> list.remove(at);
            case 1 -> list.add(at, copy(list.get(at)));
            case 2 -> Collections.swap(list, at, random.nextInt(list.size()));
            case 3 -> Collections.shuffle(list, random);
            case 4 -> list.add(at, other(containers));
            default -> list.set(at, other(containers));
        }
    }

    private void change(Map<String, Object> map, List<Object> containers) {
        List<String> keys = List.copyOf(map.keySet());
        String key = keys.isEmpty() ? "name" : keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(5)) {
            case 0 -> map.remove(key);
            case 1 -> map.put("other", map.remove(key));
            case 2 -> map.put(key, map.get(keys.isEmpty() ? key : keys.get(random.nextInt(keys.size()))));
            default -> map.put(key, other(containers));
        }
    }

    /** A hostile value, or a part of the text that belongs elsewhere. */
    private Object other(List<Object> containers) {
        return copy(
                random.nextInt(4) > 0
                        ? HOSTILE.get(random.nextInt(HOSTILE.size()))
                        : containers.get(random.nextInt(containers.size())));
    }

    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put((String) key, copy(each)));
            return copy;
        }
        return value instanceof List<?> list
                ? list.stream().map(JsonMutations::copy).collect(ArrayList::new, ArrayList::add, ArrayList::addAll)
                : value;
    }
}
