package io.github.sknet.vision;

import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.weights.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a network chose for one image.
 *
 * @param selections by the name of the selection, in the network's order, (M, C): the share of each of M kernels in each of C
 *     channels, which sum to 1 over the kernels; empty where it was not asked for
 */
public record Attention(Map<String, Tensor> selections) {

    /** Nothing was asked for. */
    public static final Attention NONE = new Attention(Map.of());

    public Attention {
        selections = Collections.unmodifiableMap(new LinkedHashMap<>(selections));
    }

    /** One image's share of each (N, M, C). */
    public static Attention of(Prediction prediction, int row) {
        Map<String, Tensor> ofRow = new LinkedHashMap<>();
        prediction.attention().forEach((name, tensor) -> {
            int kernels = tensor.size(1);
            int channels = tensor.size(2);
            int first = row * kernels * channels;
            float[] values = Arrays.copyOfRange(tensor.values(), first, first + kernels * channels);
            ofRow.put(name, Tensor.of(values, kernels, channels));
        });
        return new Attention(ofRow);
    }

    /** By the name of the selection: the share of each of M kernels, a mean over channels; they sum to 1. */
    public Map<String, float[]> shares() {
        Map<String, float[]> shares = new LinkedHashMap<>();
        selections.forEach((name, tensor) -> shares.put(name, meanOverChannels(tensor)));
        return shares;
    }

    private static float[] meanOverChannels(Tensor attention) {
        int kernels = attention.size(0);
        int channels = attention.size(1);
        float[] means = new float[kernels];
        for (int kernel = 0; kernel < kernels; kernel++) {
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += attention.values()[kernel * channels + c];
            }
            means[kernel] = (float) (sum / channels);
        }
        return means;
    }
}
