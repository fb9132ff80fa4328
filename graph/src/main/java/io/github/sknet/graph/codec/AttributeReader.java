package io.github.sknet.graph.codec;

import io.github.sknet.graph.Extent;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.json.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads an operation's attributes. Sizes are a number or [height, width]; choices are words in lower case; how a parameter
 * starts is a word, or an object of a word and a number: {@code "torch_default"}, {@code {"normal":0.01}}.
 */
final class AttributeReader {

    private static final String SIZE = "a whole number or [height, width]";

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
                size("kernel", SIZE), size("stride", plain.stride()), padding(), size("dilation", plain.dilation()));
    }

    Padding padding() {
        if (!fields.has("padding")) {
            return Padding.NONE;
        }
        if (fields.value("padding") instanceof List<?> sides
                && sides.size() == 4
                && sides.get(0) instanceof Integer top
                && sides.get(1) instanceof Integer left
                && sides.get(2) instanceof Integer bottom
                && sides.get(3) instanceof Integer right) {
            return new Padding(top, left, bottom, right);
        }
        return Padding.symmetric(size("padding", "a whole number, [height, width] or [top, left, bottom, right]"));
    }

    Optional<Size> size(String name) {
        return fields.has(name) ? Optional.of(size(name, SIZE)) : Optional.empty();
    }

    Extent extent() {
        if (fields.has("scale")) {
            List<?> scale = fields.list("scale");
            return scale.size() == 2 && scale.get(0) instanceof Number height && scale.get(1) instanceof Number width
                    ? new Extent.Scale(height.floatValue(), width.floatValue())
                    : fields.refuse("scale", "[a factor along the height, another along the width]");
        }
        return size("size").<Extent>map(Extent.Fixed::new).orElseGet(Extent.Like::new);
    }

    Size size(String name, Size usual) {
        return fields.has(name) ? size(name, SIZE) : usual;
    }

    private Size size(String name, String wanted) {
        if (fields.value(name) instanceof Integer both) {
            return Size.square(both);
        }
        if (fields.value(name) instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Integer height
                && pair.get(1) instanceof Integer width) {
            return new Size(height, width);
        }
        return fields.refuse(name, wanted);
    }
}
