package io.github.sknet.datasets.augment;

import io.github.sknet.datasets.SampleChance;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.ImagePreparation;
import java.util.SplittableRandom;

/**
 * The random changes of training images, in the order in which they are made. A strength of 0 leaves a change out; {@link
 * #NONE} leaves out all of them.
 *
 * @param minScale random resized crop: the smallest share of the image's area, 0 to 1; 0: the image is fitted as in
 *     prediction
 * @param padding padded crop: pixels put around the fitted image before H×W of them are cropped at random
 * @param paddingMode what these pixels are
 * @param flip the probability of a horizontal flip
 * @param alternating whether flips take turns instead of being independent: an image that is upright in one epoch is
 *     flipped in the next (K. Jordan, arXiv 2404.00498, §3.6); needs a flip of 0.5
 * @param brightness colour jitter, as in torchvision
 * @param contrast colour jitter
 * @param saturation colour jitter, of RGB images alone
 * @param erasing the probability that a rectangle is erased
 * @param mixup α of mixup's Beta(α, α), see {@link BatchMixing}
 * @param cutmix α of CutMix's Beta(α, α), see {@link BatchMixing}
 */
public record Augmentation(
        double minScale,
        int padding,
        PaddingMode paddingMode,
        double flip,
        boolean alternating,
        double brightness,
        double contrast,
        double saturation,
        double erasing,
        double mixup,
        double cutmix) {

    /** Images as they are in prediction. */
    public static final Augmentation NONE = new Augmentation(0, 0, PaddingMode.CONSTANT, 0, false, 0, 0, 0, 0, 0, 0);

    public Augmentation {
        share("minScale", minScale);
        share("flip", flip);
        share("erasing", erasing);
        atLeastZero("padding", padding);
        atLeastZero("brightness", brightness);
        atLeastZero("contrast", contrast);
        atLeastZero("saturation", saturation);
        new BatchMixing(mixup, cutmix);
        if (paddingMode == null) {
            throw new IllegalArgumentException("The augmentation's paddingMode is constant or reflect");
        }
        if (alternating && flip != 0.5) {
            throw new IllegalArgumentException(
                    "The augmentation's alternating flips need a flip of 0.5, every second epoch, not " + flip);
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("The augmentation's " + name + " lies between 0 and 1, not " + value);
        }
    }

    private static void atLeastZero(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The augmentation's " + name + " is 0 or above, not " + value);
        }
    }

    /** The transform of training: these changes, then the preprocessing's normalisation. */
    public InputTransform transform(Preprocessing preprocessing) {
        return new TrainingTransform(this, new ImagePreparation(preprocessing));
    }

    /** What this does to whole batches, after each image's own changes. */
    public BatchMixing mixing() {
        return new BatchMixing(mixup, cutmix);
    }

    private record TrainingTransform(Augmentation augmentation, ImagePreparation preparation)
            implements InputTransform {

        @Override
        public Preprocessing preprocessing() {
            return preparation.preprocessing();
        }

        @Override
        public void apply(Image image, SampleChance chance, float[] target, int offset) {
            Preprocessing preprocessing = preprocessing();
            SplittableRandom random = chance.random();
            Image changed = place(image.withChannels(preprocessing.channels()), random);
            boolean independent = random.nextDouble() < augmentation.flip;
            if (augmentation.alternating ? chance.turn() : independent) {
                changed = changed.flipHorizontal();
            }
            if (augmentation.brightness > 0 || augmentation.contrast > 0 || augmentation.saturation > 0) {
                changed = new ColorJitter(augmentation.brightness, augmentation.contrast, augmentation.saturation)
                        .apply(changed, random);
            }
            preparation.write(changed, target, offset);
            if (augmentation.erasing > 0) {
                new RandomErasing(augmentation.erasing).apply(preprocessing, random, target, offset);
            }
        }

        private Image place(Image image, SplittableRandom random) {
            Preprocessing preprocessing = preprocessing();
            int height = preprocessing.height();
            int width = preprocessing.width();
            Image placed = augmentation.minScale > 0
                    ? new RandomResizedCrop(augmentation.minScale)
                            .crop(image, random)
                            .resize(width, height, preprocessing.interpolation())
                    : preparation.fit(image);
            int padding = augmentation.padding;
            if (padding == 0) {
                return placed;
            }
            int left = random.nextInt(2 * padding + 1) - padding;
            int top = random.nextInt(2 * padding + 1) - padding;
            return switch (augmentation.paddingMode) {
                case CONSTANT -> placed.crop(left, top, width, height);
                case REFLECT -> placed.cropReflected(left, top, width, height);
            };
        }
    }
}
