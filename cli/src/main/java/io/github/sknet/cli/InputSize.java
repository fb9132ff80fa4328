package io.github.sknet.cli;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.models.Task;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.Preprocessing;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The size of a network's input, as a user writes it, and what is chosen where it is not said. */
final class InputSize implements ITypeConverter<Size> {

    /** Images up to this size are classified as they are. */
    private static final int SMALL = 64;
    /** Inputs of detectors and segmenters are multiples of this. */
    private static final int STEP = 16;

    @Override
    public Size convert(String text) {
        String[] sides = text.split("[xX×]");
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
     * How images become inputs.
     *
     * @param wanted null for the model's usual size
     * @param first an image of the data
     */
    static Preprocessing preprocessing(RegisteredModel model, Size wanted, Image first) {
        if (model.task() != Task.CLASSIFY) {
            Size size = wanted == null ? shapedLike(first, model.size()) : wanted;
            return Preprocessing.exactSize(first.channels(), size.height(), size.width());
        }
        if (wanted == null && Math.max(first.width(), first.height()) <= SMALL) {
            return Preprocessing.exactSize(first.channels(), first.height(), first.width());
        }
        Size size = wanted == null ? Size.square(model.size()) : wanted;
        return first.channels() == 3 && size.height() == size.width() && size.height() > SMALL
                ? Preprocessing.imageNet(size.height())
                : Preprocessing.exactSize(first.channels(), size.height(), size.width());
    }

    /** The image's shape, with the longer side of the given length, but no larger than the image is. */
    private static Size shapedLike(Image image, int longerSide) {
        double scale = Math.min(1, (double) longerSide / Math.max(image.width(), image.height()));
        return new Size(rounded(image.height() * scale), rounded(image.width() * scale));
    }

    private static int rounded(double side) {
        return (int) Math.max(1, Math.round(side / STEP)) * STEP;
    }
}
