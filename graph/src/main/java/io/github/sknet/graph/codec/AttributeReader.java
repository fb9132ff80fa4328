package io.github.sknet.graph.codec;

import io.github.sknet.graph.Init;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.json.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads an operation's attributes. Sizes are a number or [height, width]; choices are words in lower case; how a parameter
 * starts is a word, or an object of a word and a number: {@code "torch_default"}, {@code {"normal":0.01}}.
 */
final class AttributeReader {

    private final Fields fields;

    AttributeReader(Fields fields) {
        this.fields = fields;
    }

    String text(String name) {
        return fields.text(name);
    }

    <T> T refuse(String name, String wanted) {
        return fields.refuse(name, wanted);
    }

    int integer(String name) {
        return fields.integer(name);
    }

    int integer(String name, int usual) {
        return fields.integer(name, usual);
    }

    List<Integer> integers(String name) {
        return fields.integers(name);
    }

    float decimal(String name) {
        return fields.decimal(name);
    }

    float decimal(String name, float usual) {
        return fields.decimal(name, usual);
    }

    boolean flag(String name, boolean usual) {
        return fields.flag(name, usual);
    }

    <E extends Enum<E>> E choice(String name, Class<E> kind) {
        return choice(name, fields.text(name), kind.getEnumConstants());
    }

    <E extends Enum<E>> E choice(String name, E usual) {
        return fields.has(name) ? choice(name, usual.getDeclaringClass()) : usual;
    }

    private <E extends Enum<E>> E choice(String name, String word, E[] constants) {
        for (E constant : constants) {
            if (AttributeWriter.nameOf(constant).equals(word)) {
                return constant;
            }
        }
        return fields.refuse(
                name,
                "one of "
                        + Arrays.stream(constants).map(AttributeWriter::nameOf).collect(Collectors.joining(", ")));
    }

    Init init(String name, Init usual) {
        if (!fields.has(name)) {
            return usual;
        }
        if (fields.value(name) instanceof String word) {
            Init.Kind kind = choice(name, word, Init.Kind.values());
            return hasValue(kind) ? fields.refuse(name, "{\"" + word + "\": a number}") : new Init(kind, 0);
        }
        Fields one = fields.object(name);
        for (Init.Kind kind : Init.Kind.values()) {
            if (hasValue(kind) && one.has(AttributeWriter.nameOf(kind))) {
                Init init = new Init(kind, one.decimal(AttributeWriter.nameOf(kind)));
                one.complete();
                return init;
            }
        }
        return fields.refuse(name, "how a parameter starts, such as \"torch_default\" or {\"normal\": 0.01}");
    }

    /** Whether a kind of start needs a number. */
    static boolean hasValue(Init.Kind kind) {
        return kind == Init.Kind.CONSTANT || kind == Init.Kind.NORMAL;
    }

    Window window() {
        Window plain = Window.of(1);
        return new Window(
                size("kernel"),
                size("stride", plain.stride()),
                size("padding", plain.padding()),
                size("dilation", plain.dilation()));
    }

    private Size size(String name, Size usual) {
        return fields.has(name) ? size(name) : usual;
    }

    private Size size(String name) {
        if (fields.value(name) instanceof Integer both) {
            return Size.square(both);
        }
        if (fields.value(name) instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Integer height
                && pair.get(1) instanceof Integer width) {
            return new Size(height, width);
        }
        return fields.refuse(name, "a whole number or [height, width]");
    }
}
