package io.github.sknet.vision.transform;

import io.github.sknet.vision.image.Image;
import java.util.SplittableRandom;

/**
 * The random changes of training images, in the order in which they are made. A strength of 0 leaves a change out; {@link
 * #NONE} leaves out all of them.
 *
 * @param minScale random resized crop: the smallest share of the image's area, 0 to 1; 0: the image is fitted as in
 *     prediction
 * @param padding padded crop: pixels of black put around the fitted image before H×W of them are cropped at random
 * @param flip the probability of a horizontal flip
 * @param brightness colour jitter, as in torchvision
 * @param contrast colour jitter
 * @param saturation colour jitter
 * @param erasing the probability that a rectangle is erased
 * @param mixup α of mixup's Beta(α, α), see {@link BatchMixing}
 * @param cutmix α of CutMix's Beta(α, α), see {@link BatchMixing}
 */
public record Augmentation(
        double minScale,
        int padding,
        double flip,
        double brightness,
        double contrast,
        double saturation,
        double erasing,
        double mixup,
        double cutmix) {

    /** Images as they are in prediction. */
    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Flips alone, for small centred pictures such as Fashion-MNIST. */
    public static final Augmentation FLIP = new Augmentation(0, 0, 0.5, 0, 0, 0, 0, 0, 0);

    /** Four pixels of padding and flips: the usual recipe for CIFAR (He et al., arXiv 1512.03385). */
    public static final Augmentation CIFAR = new Augmentation(0, 4, 0.5, 0, 0, 0, 0, 0, 0);

    /** Random resized crops of 8 % to 100 % and flips: the paper's recipe for ImageNet. */
    public static final Augmentation IMAGENET = new Augmentation(0.08, 0, 0.5, 0, 0, 0, 0, 0, 0);

    public Augmentation {
        share("minScale", minScale);
        share("flip", flip);
        share("erasing", erasing);
        atLeastZero("padding", padding);
        atLeastZero("brightness", brightness);
        atLeastZero("contrast", contrast);
        atLeastZero("saturation", saturation);
        new BatchMixing(mixup, cutmix);
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
        return new TrainingTransform(preprocessing, this, new Normaliser(preprocessing));
    }

    /** What this does to whole batches, after each image's own changes. */
    public BatchMixing mixing() {
        return new BatchMixing(mixup, cutmix);
    }

    private record TrainingTransform(Preprocessing preprocessing, Augmentation augmentation, Normaliser normaliser)
            implements InputTransform {

        @Override
        public void apply(Image image, SplittableRandom random, float[] target, int offset) {
            Image changed = place(image.withChannels(preprocessing.channels()), random);
            if (random.nextDouble() < augmentation.flip) {
                changed = changed.flipHorizontal();
            }
            if (augmentation.brightness > 0 || augmentation.contrast > 0 || augmentation.saturation > 0) {
                changed = new ColorJitter(augmentation.brightness, augmentation.contrast, augmentation.saturation)
                        .apply(changed, random);
            }
            normaliser.write(changed, target, offset);
            if (augmentation.erasing > 0) {
                new RandomErasing(augmentation.erasing).apply(preprocessing, random, target, offset);
            }
        }

        private Image place(Image image, SplittableRandom random) {
            int height = preprocessing.height();
            int width = preprocessing.width();
            Image placed = augmentation.minScale > 0
                    ? new RandomResizedCrop(augmentation.minScale)
                            .crop(image, random)
                            .resize(width, height, preprocessing.interpolation())
                    : preprocessing.fit(image);
            int padding = augmentation.padding;
            return padding == 0
                    ? placed
                    : placed.crop(
                            random.nextInt(2 * padding + 1) - padding,
                            random.nextInt(2 * padding + 1) - padding,
                            width,
                            height);
        }
    }
}
