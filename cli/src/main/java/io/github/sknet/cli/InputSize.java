package io.github.sknet.cli;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.preprocessing.Preprocessing;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The size of a network's input, as a user writes it. */
final class InputSize implements ITypeConverter<Size> {

    @Override
    public Size convert(String text) {
        String[] sides = text.split("[xX×]", -1);
        try {
            int height = Integer.parseInt(sides[0]);
            int width = Integer.parseInt(sides[sides.length - 1]);
            if (sides.length <= 2 && height > 0 && width > 0) {
                return new Size(height, width);
            }
        } catch (NumberFormatException unreadable) {
            throw new TypeConversionException(sentence(text));
        }
        throw new TypeConversionException(sentence(text));
    }

    private static String sentence(String text) {
        return "a size is PIXELS or HEIGHTxWIDTH, such as 224 or 240x320, not '" + text + "'";
    }

    /**
     * A preprocessing for another size. Where it cuts the input out of a resized image, the resizing keeps its proportion.
     *
     * @throws IllegalArgumentException when it cuts squares, and the size is none
     */
    static Preprocessing change(Preprocessing own, Size size) {
        if (own.resizeShorterSide() == 0) {
            return own.sized(size.height(), size.width());
        }
        if (size.height() != size.width()) {
            throw new IllegalArgumentException(
                    "The model's input is cut out of a resized image: its --size is PIXELS, not " + size.height() + "x"
                            + size.width());
        }
        return own.scaledTo(size.height());
    }
}
