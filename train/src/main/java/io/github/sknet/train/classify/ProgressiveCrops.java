package io.github.sknet.train.classify;

import io.github.sknet.graph.weights.Tensor;
import java.util.SplittableRandom;

/**
 * Smaller training images in the first part of a run: a crop of each batch, at one place for all of its images. A network that
 * ends with a mean over the map takes any size, and steps take time in proportion to the pixels (after J. Howard's
 * progressive resizing, DAWNBench 2018; here nothing is resized, so that objects keep their scale).
 *
 * @param size height and width of the crop; 0: whole images from the beginning
 * @param share of the epochs that have crops, 0 to 1
 */
public record ProgressiveCrops(int size, double share) {

    /** Whole images from the beginning. */
    public static final ProgressiveCrops NONE = new ProgressiveCrops(0, 0.5);

    public ProgressiveCrops {
        if (size < 0 || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "Progressive crops have a size of at least 0 and a share from 0 to 1, not " + size + " and "
                            + share);
        }
    }

    /**
     * A batch's crop, or the batch as it is.
     *
     * @param images (N, C, H, W)
     * @param epoch how many are complete
     * @throws IllegalArgumentException when the images are smaller than the crop
     */
    Tensor of(Tensor images, int epoch, int epochs, SplittableRandom random) {
        if (size == 0 || epoch >= share * epochs) {
            return images;
        }
        int height = images.size(2);
        int width = images.size(3);
        if (size > Math.min(height, width)) {
            throw new IllegalArgumentException("The recipe's crops.size of " + size + " is more than the images' "
                    + height + "×" + width + " pixels");
        }
        int top = random.nextInt(height - size + 1);
        int left = random.nextInt(width - size + 1);
        int planes = images.size(0) * images.size(1);
        float[] crops = new float[planes * size * size];
        for (int plane = 0; plane < planes; plane++) {
            for (int y = 0; y < size; y++) {
                int from = (plane * height + top + y) * width + left;
                System.arraycopy(images.values(), from, crops, (plane * size + y) * size, size);
            }
        }
        return Tensor.of(crops, images.size(0), images.size(1), size, size);
    }
}
