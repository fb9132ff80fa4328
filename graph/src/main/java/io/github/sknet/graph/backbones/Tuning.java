package io.github.sknet.graph.backbones;

/**
 * What may differ from the published network without changing its parameters.
 *
 * @param outputStride by how much the last feature map is smaller than the image at most: 8, 16 or 32. Below 32, strides
 *     become dilations (Chen et al. 2017, §3.1), as in torchvision and timm
 * @param dropout the probability of zero for each input of the classifier in training, in [0, 1)
 * @param dropPath the probability that the last block's residual path is left out in training, in [0, 1); it grows
 *     linearly from 0 at the first block (Huang et al. 2016, equation 4)
 */
public record Tuning(int outputStride, float dropout, float dropPath) {

    public Tuning {
        if (outputStride != 8 && outputStride != 16 && outputStride != 32) {
            throw new IllegalArgumentException("The output stride must be 8, 16 or 32, not " + outputStride);
        }
        checkProbability("dropout", dropout);
        checkProbability("dropPath", dropPath);
    }

    /** The network as published. */
    public static Tuning none() {
        return new Tuning(32, 0, 0);
    }

    /** The probability for one of the blocks, the first being block 0. */
    public float dropPathOf(int block, int blocks) {
        return blocks == 1 ? dropPath : dropPath * block / (blocks - 1);
    }

    private static void checkProbability(String name, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("The probability " + name + " must be in [0, 1), not " + value);
        }
    }
}
