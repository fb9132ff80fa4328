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
 * @param selections by the name of each unit's node, (M, C) or (M, H, W): the share of each of M kernels in each of C channels, or
 *     in each pixel
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
     * @param prediction of the network, with attention (N, M, C) or (N, M, H, W) where it was asked for
     * @param row the image, from 0
     */
    public static Attention of(Graph graph, Prediction prediction, int row) {
        if (prediction.attention().isEmpty()) {
            return NONE;
        }
        Map<String, Tensor> ofRow = new LinkedHashMap<>();
        prediction.attention().forEach((name, tensor) -> {
            List<Integer> shape = tensor.shape().subList(1, tensor.shape().size());
            int values = tensor.values().length / tensor.size(0);
            ofRow.put(name, new Tensor(shape, Arrays.copyOfRange(tensor.values(), row * values, (row + 1) * values)));
        });
        return new Attention(SelectionUnit.of(graph), ofRow);
    }

    /** The mean of what a network chose for several parts of an image. */
    public static Attention mean(List<Attention> parts) {
        if (parts.isEmpty() || parts.get(0).units.isEmpty()) {
            return NONE;
        }
        Map<String, Tensor> means = new LinkedHashMap<>();
        parts.get(0).selections.forEach((name, first) -> {
            float[] mean = new float[first.values().length];
            for (Attention part : parts) {
                float[] values = part.selections.get(name).values();
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += values[i] / parts.size();
                }
            }
            means.put(name, new Tensor(first.shape(), mean));
        });
        return new Attention(parts.get(0).units, means);
    }

    /**
     * By the {@linkplain SelectionUnit#name name of the unit}: the share of each of M kernels, a mean over channels or pixels. Where
     * kernels compete, they sum to 1.
     */
    public Map<String, float[]> shares() {
        Map<String, float[]> shares = new LinkedHashMap<>();
        units.forEach(unit -> shares.put(unit.name(), shares(unit)));
        return shares;
    }

    private float[] shares(SelectionUnit unit) {
        double[] means = means(selections.get(unit.node()));
        float[] rounded = new float[means.length];
        for (int kernel = 0; kernel < means.length; kernel++) {
            rounded[kernel] = (float) means[kernel];
        }
        return rounded;
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
