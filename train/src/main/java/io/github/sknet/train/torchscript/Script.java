package io.github.sknet.train.torchscript;

import io.github.sknet.graph.Size;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The lines of a TorchScript method as they are written: each names a value, and later ones use the name. */
final class Script {

    private final StringBuilder body = new StringBuilder();
    private int locals;

    /** A line that gives an expression a name, which is returned. */
    String let(String expression) {
        String name = "x" + locals++;
        body.append("    ").append(name).append(" = ").append(expression).append('\n');
        return name;
    }

    /** A line that calls one of libtorch's operations. */
    String call(String function, Object... arguments) {
        return let("torch." + function
                + IntStream.range(0, arguments.length)
                        .mapToObj(i -> pythonic(arguments[i]))
                        .collect(Collectors.joining(", ", "(", ")")));
    }

    /** A vector (N, C) as a map (N, C, 1, 1). */
    String asMap(String vector) {
        return call("unsqueeze", call("unsqueeze", vector, -1), -1);
    }

    /** The number of an axis' values. */
    static String extent(String value, int axis) {
        return value + ".size(" + axis + ")";
    }

    /** A list of expressions. */
    static String list(Object... items) {
        return List.of(items).toString();
    }

    String lines() {
        return body.toString();
    }

    private static String pythonic(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof Size size) {
            return "[" + size.height() + ", " + size.width() + "]";
        }
        // A float's own digits, as another float may have the nearest double of them.
        return value instanceof Float number ? String.valueOf(number.doubleValue()) : value.toString();
    }
}
