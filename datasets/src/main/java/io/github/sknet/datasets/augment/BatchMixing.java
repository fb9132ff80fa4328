package io.github.sknet.datasets.augment;

import java.util.SplittableRandom;

/**
 * Mixup (Zhang et al., arXiv 1710.09412) and CutMix (Yun et al., arXiv 1905.04899) within a batch: the sample at
 * position i is mixed with the unmixed one at N − 1 − i, each by a share of its own, as timm's {@code mode='elem'} does.
 * Where both are asked for, each sample takes one of them by equal chance.
 *
 * @param mixup α of Beta(α, α), from which the share of blended images is drawn; 0: never
 * @param cutmix α of Beta(α, α), from which the share of pasted images is drawn; 0: never
 */
public record BatchMixing(double mixup, double cutmix) {
    /** Nothing is mixed. */
    public static final BatchMixing NONE = new BatchMixing(0, 0);

    /** Above it Beta(α, α) is all but a half, and drawing from it grows slow. */
    private static final double LARGEST_ALPHA = 4;

    public BatchMixing {
        if (!(mixup >= 0 && mixup <= LARGEST_ALPHA && cutmix >= 0 && cutmix <= LARGEST_ALPHA)) {
            throw new IllegalArgumentException(
                    "The α of mixup and CutMix lies between 0 and 4, not " + mixup + " and " + cutmix);
        }
    }

    /** Whether batches are changed at all. */
    public boolean isActive() {
        return mixup > 0 || cutmix > 0;
    }

    /**
     * Mixes a batch in place.
     *
     * @param images (N, C, H, W)
     * @param randoms one generator a sample, N of them
     * @return for each sample the share, 0 to 1, that is its own; the rest is of the sample at N − 1 − i
     */
    public float[] apply(float[] images, int channels, int height, int width, SplittableRandom[] randoms) {
        int count = randoms.length;
        int size = channels * height * width;
        float[] shares = new float[count];
        float[] original = images.clone();
        for (int i = 0; i < count; i++) {
            int partner = count - 1 - i;
            if (partner == i) {
                shares[i] = 1;
                continue;
            }
            boolean paste = mixup == 0 || cutmix > 0 && randoms[i].nextBoolean();
            shares[i] = paste
                    ? paste(original, partner * size, images, i * size, new int[] {channels, height, width}, randoms[i])
                    : blend(original, partner * size, images, i * size, size, randoms[i]);
        }
        return shares;
    }

    private float blend(float[] from, int source, float[] to, int target, int size, SplittableRandom random) {
        float share = (float) beta(mixup, random);
        for (int k = 0; k < size; k++) {
            to[target + k] = share * to[target + k] + (1 - share) * from[source + k];
        }
        return share;
    }

    /** A rectangle around a uniform centre, clipped at the border; the share is then that of the pixels left. */
    private float paste(float[] from, int source, float[] to, int target, int[] shape, SplittableRandom random) {
        int height = shape[1];
        int width = shape[2];
        double side = Math.sqrt(1 - beta(cutmix, random));
        int centreY = random.nextInt(height);
        int centreX = random.nextInt(width);
        int halfHeight = (int) (height * side) / 2;
        int halfWidth = (int) (width * side) / 2;
        int top = Math.max(centreY - halfHeight, 0);
        int bottom = Math.min(centreY + halfHeight, height);
        int left = Math.max(centreX - halfWidth, 0);
        int right = Math.min(centreX + halfWidth, width);
        for (int c = 0; c < shape[0]; c++) {
            for (int y = top; y < bottom; y++) {
                int row = (c * height + y) * width + left;
                System.arraycopy(from, source + row, to, target + row, right - left);
            }
        }
        return 1 - (float) ((bottom - top) * (right - left)) / (height * width);
    }

    /** Beta(α, α) by Jöhnk's method, in logarithms where powers of small α would underflow. */
    static double beta(double alpha, SplittableRandom random) {
        while (true) {
            double logX = Math.log(1 - random.nextDouble()) / alpha;
            double logY = Math.log(1 - random.nextDouble()) / alpha;
            double largest = Math.max(logX, logY);
            double logSum = largest + Math.log(Math.exp(logX - largest) + Math.exp(logY - largest));
            if (logSum <= 0) {
                return Math.exp(logX - logSum);
            }
        }
    }
}
