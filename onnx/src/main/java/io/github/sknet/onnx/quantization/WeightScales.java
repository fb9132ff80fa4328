package io.github.sknet.onnx.quantization;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How far apart the integers of a layer's weight and bias are, for each output channel. A weight is −127 … 127 around zero. A bias has
 * the product of the input's and the weight's scale, as sums of products of integers do; where that would be too fine for 32 bits, the
 * weight's is made coarser.
 */
final class WeightScales {

    private static final int LARGEST_WEIGHT = 127;

    /** Sums are added to the bias: it takes no more than half of the 32 bits' numbers. */
    private static final double LARGEST_BIAS = 1 << 30;

    private WeightScales() {}

    /**
     * The scales of a weight.
     *
     * @param weight output channels first
     * @param layers those that share it
     * @param constants the layers' biases
     * @param ranges of the layers' inputs
     */
    static float[] of(
            float[] weight,
            int channels,
            List<Layer> layers,
            Map<String, float[]> constants,
            Map<String, Range> ranges) {
        float[] scales = new float[channels];
        int perChannel = weight.length / channels;
        for (int c = 0; c < channels; c++) {
            float largest = 0;
            for (int i = c * perChannel; i < (c + 1) * perChannel; i++) {
                largest = Math.max(largest, Math.abs(weight[i]));
            }
            scales[c] = largest / LARGEST_WEIGHT;
        }
        for (Layer layer : layers) {
            float input = ranges.get(layer.input()).scale();
            layer.bias().map(constants::get).ifPresent(bias -> {
                for (int c = 0; c < channels; c++) {
                    scales[c] = Math.max(scales[c], (float) (Math.abs(bias[c]) / (input * LARGEST_BIAS)));
                }
            });
        }
        for (int c = 0; c < channels; c++) {
            scales[c] = scales[c] >= Float.MIN_NORMAL ? scales[c] : 1;
        }
        return scales;
    }

    static byte[] weight(float[] weight, float[] scales) {
        byte[] integers = new byte[weight.length];
        int perChannel = weight.length / scales.length;
        for (int i = 0; i < weight.length; i++) {
            integers[i] = (byte) Math.rint(weight[i] / scales[i / perChannel]);
        }
        return integers;
    }

    static int[] bias(float[] bias, float[] scales) {
        int[] integers = new int[bias.length];
        Arrays.setAll(integers, c -> (int) Math.rint((double) bias[c] / scales[c]));
        return integers;
    }
}
