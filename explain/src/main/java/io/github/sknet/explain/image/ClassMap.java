package io.github.sknet.explain.image;

import io.github.sknet.graph.weights.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a class's score comes from. Of a network that ends in a mean over pixels and a linear layer this is the class activation
 * map (Zhou et al., Learning Deep Features for Discriminative Localization, arXiv 1512.04150, equation 2), which is exact: the
 * map's mean is the logit less the layer's bias.
 *
 * @param label the class's index
 * @param name the class's name, or its number where the model has no names
 * @param output the network's output that it explains
 * @param map (H, W)
 * @param reading what the map's values are
 * @param bias what is added to the map's mean to give the logit; 0 where there is no such layer
 */
public record ClassMap(int label, String name, String output, Tensor map, Reading reading, double bias) {

    /** What a map's values are. */
    public enum Reading {
        /** Parts of one logit: their mean is the logit less the bias. */
        PARTS,
        /** The logit of each pixel, before it is enlarged to the image's size where that is done. */
        PIXELS
    }

    /** The map's mean. */
    public double mean() {
        double sum = 0;
        for (float value : map.values()) {
            sum += value;
        }
        return sum / map.values().length;
    }

    /** For tools: {@code label}, {@code index}, {@code output}, {@code reading}, {@code mean}, {@code bias}, {@code map}. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label", name);
        fields.put("index", label);
        fields.put("output", output);
        fields.put("reading", reading == Reading.PARTS ? "parts" : "pixels");
        fields.put("mean", mean());
        fields.put("bias", bias);
        fields.put("map", KernelContribution.rows(map));
        return fields;
    }
}
