package io.github.sknet.graph.codec;

import io.github.sknet.graph.Extent;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes an operation's attributes, those of {@link AttributeReader}; usual values are left out. */
final class AttributeWriter {

    private final Map<String, Object> entries;

    AttributeWriter(Map<String, Object> entries) {
        this.entries = entries;
    }

    private AttributeWriter put(String name, Object value) {
        entries.put(name, value);
        return this;
    }

    private <T> AttributeWriter put(String name, T value, T usual, Object written) {
        return value.equals(usual) ? this : put(name, written);
    }

    AttributeWriter integer(String name, int value) {
        return put(name, value);
    }

    AttributeWriter integer(String name, int value, int usual) {
        return put(name, value, usual, value);
    }

    AttributeWriter integers(String name, List<Integer> values) {
        return put(name, values);
    }

    AttributeWriter decimal(String name, float value) {
        return put(name, value);
    }

    AttributeWriter decimal(String name, float value, float usual) {
        return put(name, value, usual, value);
    }

    AttributeWriter flag(String name, boolean value, boolean usual) {
        return put(name, value, usual, value);
    }

    AttributeWriter choice(String name, Enum<?> value) {
        return put(name, nameOf(value));
    }

    <E extends Enum<E>> AttributeWriter choice(String name, E value, E usual) {
        return put(name, value, usual, nameOf(value));
    }

    AttributeWriter init(String name, Init value, Init usual) {
        return put(name, value, usual, init(value));
    }

    private static Object init(Init init) {
        String kind = nameOf(init.kind());
        return AttributeReader.hasValue(init.kind()) ? Map.of(kind, init.value()) : kind;
    }

    AttributeWriter window(Window window) {
        return put("kernel", size(window.kernel()))
                .size("stride", window.stride(), Window.of(1).stride())
                .padding(window.padding())
                .size("dilation", window.dilation(), Window.of(1).dilation());
    }

    AttributeWriter padding(Padding padding) {
        Object written = padding.isSymmetric()
                ? size(new Size(padding.top(), padding.left()))
                : List.of(padding.top(), padding.left(), padding.bottom(), padding.right());
        return put("padding", padding, Padding.NONE, written);
    }

    AttributeWriter size(String name, Optional<Size> value) {
        return value.map(size -> put(name, size(size))).orElse(this);
    }

    /** As {@code scale} or as {@code size}; nothing where a second input says it. */
    AttributeWriter extent(Extent extent) {
        if (extent instanceof Extent.Scale scale) {
            return put("scale", List.of(scale.height(), scale.width()));
        }
        return size("size", extent instanceof Extent.Fixed fixed ? Optional.of(fixed.size()) : Optional.<Size>empty());
    }

    AttributeWriter size(String name, Size value, Size usual) {
        return put(name, value, usual, size(value));
    }

    private static Object size(Size size) {
        return size.height() == size.width() ? size.height() : List.of(size.height(), size.width());
    }

    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
