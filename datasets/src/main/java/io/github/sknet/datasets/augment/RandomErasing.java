package io.github.sknet.datasets.augment;

import io.github.sknet.graph.preprocessing.Preprocessing;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A random rectangle of a normalised input set to 0, the mean (Zhong et al., arXiv 1708.04896), with torchvision's
 * ranges: 2 % to 33 % of the area, aspect ratio 0.3 to 3.3, ten tries.
 *
 * @param probability how often, 0 to 1
 */
record RandomErasing(double probability) {
    private static final double MIN_AREA = 0.02;
    private static final double MAX_AREA = 0.33;
    private static final double MIN_RATIO = 0.3;
    private static final double MAX_RATIO = 3.3;
    private static final int TRIES = 10;

    void apply(Preprocessing shape, SplittableRandom random, float[] input, int offset) {
        if (random.nextDouble() >= probability) {
            return;
        }
        int area = shape.height() * shape.width();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double wanted = area * (MIN_AREA + random.nextDouble() * (MAX_AREA - MIN_AREA));
            double ratio =
                    Math.exp(Math.log(MIN_RATIO) + random.nextDouble() * (Math.log(MAX_RATIO) - Math.log(MIN_RATIO)));
            int height = (int) Math.rint(Math.sqrt(wanted * ratio));
            int width = (int) Math.rint(Math.sqrt(wanted / ratio));
            if (height > 0 && height < shape.height() && width > 0 && width < shape.width()) {
                int top = random.nextInt(shape.height() - height + 1);
                int left = random.nextInt(shape.width() - width + 1);
                erase(shape, input, offset, top, left, height, width);
                return;
            }
        }
    }

    private static void erase(
            Preprocessing shape, float[] input, int offset, int top, int left, int height, int width) {
        for (int c = 0; c < shape.channels(); c++) {
            for (int y = top; y < top + height; y++) {
                int row = offset + (c * shape.height() + y) * shape.width() + left;
                Arrays.fill(input, row, row + width, 0);
            }
        }
    }
}
