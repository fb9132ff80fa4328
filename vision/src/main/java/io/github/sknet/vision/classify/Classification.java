package io.github.sknet.vision.classify;

import io.github.sknet.graph.weights.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network says of one image.
 *
 * @param scores all classes, the most probable first
 * @param attention by the name of the selection, in the network's order, (M, C): the share of each of M kernels in each
 *     of C channels, which sum to 1 over the kernels; empty where it was not asked for
 */
public record Classification(List<LabelScore> scores, Map<String, Tensor> attention) {

    public Classification {
        scores = List.copyOf(scores);
        attention = Collections.unmodifiableMap(new LinkedHashMap<>(attention));
    }

    /** The most probable class. */
    public LabelScore best() {
        return scores.get(0);
    }

    /** The most probable classes, at most {@code count}. */
    public List<LabelScore> top(int count) {
        return scores.subList(0, Math.min(count, scores.size()));
    }

    /** By the name of the selection: the share of each of M kernels, a mean over channels; they sum to 1. */
    public Map<String, float[]> kernelShares() {
        Map<String, float[]> shares = new LinkedHashMap<>();
        attention.forEach((name, tensor) -> shares.put(name, meanOverChannels(tensor)));
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
