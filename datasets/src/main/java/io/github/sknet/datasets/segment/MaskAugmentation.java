package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.augment.ColorJitter;
import io.github.sknet.graph.preprocessing.Interpolation;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.Canvas;
import io.github.sknet.vision.transform.Letterbox;
import java.util.SplittableRandom;

/**
 * The random changes of training images together with their masks: scale, place, flip, colours. What is put around an image
 * does not count.
 *
 * @param crop the share of the prediction's height and width that is learned from at a time, above 0 to 1
 * @param minScale the smallest scale, as a multiple of that in prediction, where the whole image just fits; above 0
 * @param maxScale the largest scale, at least {@code minScale}
 * @param flip the probability of a horizontal flip
 * @param colors the strength of brightness, contrast and saturation jitter
 */
public record MaskAugmentation(double crop, double minScale, double maxScale, double flip, double colors) {

    /** Images as they are in prediction. */
    public static final MaskAugmentation NONE = new MaskAugmentation(1, 1, 1, 0, 0);

    /** Upright scenes. */
    public static final MaskAugmentation DEFAULT = new MaskAugmentation(2.0 / 3, 0.75, 1.75, 0.5, 0.3);

    public MaskAugmentation {
        if (!(crop > 0 && crop <= 1)) {
            throw new IllegalArgumentException(
                    "A crop is a share above 0 up to 1 of the prediction's height and width, not " + crop);
        }
        if (!(minScale > 0 && minScale <= maxScale && maxScale < 100)) {
            throw new IllegalArgumentException(
                    "The scales of masked images lie above 0 and below 100, the smaller first, not " + minScale
                            + " and " + maxScale);
        }
        if (!(flip >= 0 && flip <= 1 && colors >= 0 && colors <= 1)) {
            throw new IllegalArgumentException(
                    "The probability of flips and the strength of colour jitter lie between 0" + " and 1, not " + flip
                            + " and " + colors);
        }
    }

    /** What becomes of images that are learned from: as in prediction, but for the crop's size. */
    public Preprocessing crop(Preprocessing prediction) {
        return prediction.sized(share(prediction.height()), share(prediction.width()));
    }

    private int share(int side) {
        return (int) Math.max(1, Math.round(crop * side));
    }

    /**
     * Changes an image.
     *
     * @param prediction the size and the channels of inputs in prediction
     * @return an image of the {@linkplain #crop crop's} size
     */
    public MaskedImage apply(MaskedImage source, Preprocessing prediction, SplittableRandom random) {
        Preprocessing preprocessing = crop(prediction);
        Image image = source.image().withChannels(preprocessing.channels());
        Letterbox whole = Letterbox.of(prediction, image.width(), image.height());
        double scale = minScale * Math.pow(maxScale / minScale, random.nextDouble());
        int width = (int) Math.max(1, Math.round(whole.placedWidth() * scale));
        int height = (int) Math.max(1, Math.round(whole.placedHeight() * scale));
        int left = offset(preprocessing.width(), width, random);
        int top = offset(preprocessing.height(), height, random);
        boolean mirrored = random.nextDouble() < flip;
        Image placed = image.resize(width, height, preprocessing.interpolation());
        Image mask = source.mask().resize(width, height, Interpolation.NEAREST);
        Canvas canvas = new Canvas(preprocessing, source.image());
        canvas.paste(mirrored ? placed.flipHorizontal() : placed, left, top);
        Canvas labels = new Canvas(preprocessing.width(), preprocessing.height(), SegmentationDataset.IGNORED);
        labels.paste(mirrored ? mask.flipHorizontal() : mask, left, top);
        Image colored = canvas.image();
        if (colors > 0) {
            colored = new ColorJitter(colors, colors, colors).apply(colored, random);
        }
        return new MaskedImage(colored, labels.image());
    }

    /** Uniform over all places where the smaller of the two lies within the larger. */
    private static int offset(int canvasSize, int imageSize, SplittableRandom random) {
        int free = canvasSize - imageSize;
        return free >= 0 ? random.nextInt(free + 1) : -random.nextInt(1 - free);
    }
}
