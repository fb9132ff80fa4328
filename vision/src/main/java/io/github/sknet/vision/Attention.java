package io.github.sknet.vision;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.graph.weights.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network chose for one image.
 *
 * @param units where it chose, in the network's order; none where it was not asked for
 * @param selections by the name of each unit's node, (M, C): the share of each of M kernels in each of C channels, which sum to
 *     1 over the kernels
 */
public record Attention(List<SelectionUnit> units, Map<String, Tensor> selections) {

    /** Nothing was asked for. */
    public static final Attention NONE = new Attention(List.of(), Map.of());

    public Attention {
        units = List.copyOf(units);
        selections = Collections.unmodifiableMap(new LinkedHashMap<>(selections));
    }

    /**
     * What a network chose for one of N images.
     *
     * @param prediction of the network, with attention (N, M, C) where it was asked for
     * @param row the image, from 0
     */
    public static Attention of(Graph graph, Prediction prediction, int row) {
        if (prediction.attention().isEmpty()) {
            return NONE;
        }
        Map<String, Tensor> ofRow = new LinkedHashMap<>();
        prediction.attention().forEach((name, tensor) -> {
            int kernels = tensor.size(1);
            int channels = tensor.size(2);
            int first = row * kernels * channels;
            float[] values = Arrays.copyOfRange(tensor.values(), first, first + kernels * channels);
            ofRow.put(name, Tensor.of(values, kernels, channels));
        });
        return new Attention(SelectionUnit.of(graph), ofRow);
    }

    /** By the {@linkplain SelectionUnit#name name of the unit}: the share of each of M kernels, a mean over channels; they sum to 1. */
    public Map<String, float[]> shares() {
        Map<String, float[]> shares = new LinkedHashMap<>();
        units.forEach(unit -> shares.put(unit.name(), shares(unit)));
        return shares;
    }

    private float[] shares(SelectionUnit unit) {
        return meanOverChannels(selections.get(unit.node()));
    }

    /** A line for each unit: its name and the share of each kernel. */
    public List<String> lines() {
        return units.stream().map(unit -> unit.line(boxed(shares(unit)))).toList();
    }

    /** For tools: {@link SelectionUnit#toMap(List)} of each unit. */
    public List<Map<String, Object>> toList() {
        return units.stream().map(unit -> unit.toMap(boxed(shares(unit)))).toList();
    }

    private static List<Float> boxed(float[] values) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
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
