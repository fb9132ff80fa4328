package io.github.sknet.vision;

import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.weights.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network chose for one image.
 *
 * @param selections by the name of the selection, in the network's order, (M, C) or (M, H, W): the share of each of M kernels in
 *     each of C channels, or in each pixel; empty where it was not asked for
 */
public record Attention(Map<String, Tensor> selections) {

    /** Nothing was asked for. */
    public static final Attention NONE = new Attention(Map.of());

    public Attention {
        selections = Collections.unmodifiableMap(new LinkedHashMap<>(selections));
    }

    /** One image's share of each (N, M, C) or (N, M, H, W). */
    public static Attention of(Prediction prediction, int row) {
        Map<String, Tensor> ofRow = new LinkedHashMap<>();
        prediction.attention().forEach((name, tensor) -> {
            List<Integer> shape = tensor.shape().subList(1, tensor.shape().size());
            int values = tensor.values().length / tensor.size(0);
            ofRow.put(name, new Tensor(shape, Arrays.copyOfRange(tensor.values(), row * values, (row + 1) * values)));
        });
        return new Attention(ofRow);
    }

    /**
     * By the name of the selection: the share of each of M kernels, a mean over channels or pixels. Where kernels compete, they
     * sum to 1.
     */
    public Map<String, float[]> shares() {
        Map<String, float[]> shares = new LinkedHashMap<>();
        selections.forEach((name, tensor) -> {
            double[] means = means(tensor);
            float[] rounded = new float[means.length];
            for (int kernel = 0; kernel < means.length; kernel++) {
                rounded[kernel] = (float) means[kernel];
            }
            shares.put(name, rounded);
        });
        return shares;
    }

    /**
     * The mean share of each kernel.
     *
     * @param attention (M, C) or (M, H, W)
     */
    public static double[] means(Tensor attention) {
        double[] means = new double[attention.size(0)];
        int each = attention.values().length / means.length;
        for (int kernel = 0; kernel < means.length; kernel++) {
            double sum = 0;
            for (int i = 0; i < each; i++) {
                sum += attention.values()[kernel * each + i];
            }
            means[kernel] = sum / each;
        }
        return means;
    }
}
