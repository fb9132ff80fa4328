package io.github.sknet.datasets.augment;

import io.github.sknet.vision.image.Image;
import java.util.SplittableRandom;

/**
 * A rectangle of random size, shape and place, as torchvision's {@code RandomResizedCrop} draws it (the crop of
 * GoogLeNet's training, arXiv 1409.4842): a share of the image's area uniform in [minScale, 1], an aspect ratio whose
 * logarithm is uniform between 3/4 and 4/3. After ten misses it is the largest centred rectangle of an allowed shape.
 *
 * @param minScale the smallest share of the area, above 0 and at most 1
 */
record RandomResizedCrop(double minScale) {
    private static final double MIN_RATIO = 3.0 / 4;
    private static final double MAX_RATIO = 4.0 / 3;
    private static final int TRIES = 10;

    Image crop(Image image, SplittableRandom random) {
        double area = (double) image.width() * image.height();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double wanted = area * (minScale + random.nextDouble() * (1 - minScale));
            double ratio =
                    Math.exp(Math.log(MIN_RATIO) + random.nextDouble() * (Math.log(MAX_RATIO) - Math.log(MIN_RATIO)));
            int width = (int) Math.rint(Math.sqrt(wanted * ratio));
            int height = (int) Math.rint(Math.sqrt(wanted / ratio));
            if (width > 0 && width <= image.width() && height > 0 && height <= image.height()) {
                int left = random.nextInt(image.width() - width + 1);
                int top = random.nextInt(image.height() - height + 1);
                return image.crop(left, top, width, height);
            }
        }
        return centred(image);
    }

    private static Image centred(Image image) {
        double ratio = (double) image.width() / image.height();
        int width = ratio > MAX_RATIO ? (int) Math.rint(image.height() * MAX_RATIO) : image.width();
        int height = ratio < MIN_RATIO ? (int) Math.rint(image.width() / MIN_RATIO) : image.height();
        int left = (image.width() - width) / 2;
        int top = (image.height() - height) / 2;
        return image.crop(left, top, width, height);
    }
}
