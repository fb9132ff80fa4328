package io.github.sknet.explain;

import io.github.sknet.explain.AttentionAnalysis.ChannelShares;
import io.github.sknet.explain.AttentionAnalysis.PixelShares;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.Attention;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Gathers the attention of images that are shown value by value. */
final class ShownShares {

    private final List<Double> scales;
    private final List<SelectionUnit> shown;
    private final List<ChannelShares> channels = new ArrayList<>();
    private final List<PixelShares> pixels = new ArrayList<>();

    ShownShares(List<Double> scales, List<SelectionUnit> shown) {
        this.scales = scales;
        this.shown = shown;
    }

    /**
     * Adds an image.
     *
     * @param byScale what the network chose, for each scale
     */
    void add(String image, List<Attention> byScale) {
        for (SelectionUnit unit : shown) {
            for (int s = 0; s < byScale.size(); s++) {
                add(image, unit, scales.get(s), byScale.get(s).selections().get(unit.node()));
            }
        }
    }

    /** Each of (M, C) or (M, H, W). */
    private void add(String image, SelectionUnit unit, double scale, Tensor attention) {
        int kernels = attention.size(0);
        List<List<Float>> rows = rows(attention);
        if (attention.shape().size() == 2) {
            channels.add(new ChannelShares(image, unit.name(), scale, rows));
        } else {
            int height = attention.size(1);
            List<List<List<Float>>> maps = IntStream.range(0, kernels)
                    .mapToObj(m -> rows.subList(m * height, (m + 1) * height))
                    .toList();
            pixels.add(new PixelShares(image, unit.name(), scale, maps));
        }
    }

    /** The values along the last axis. */
    private static List<List<Float>> rows(Tensor tensor) {
        int length = tensor.size(tensor.shape().size() - 1);
        List<List<Float>> rows = new ArrayList<>();
        for (int from = 0; from < tensor.values().length; from += length) {
            List<Float> row = new ArrayList<>(length);
            for (int i = 0; i < length; i++) {
                row.add(tensor.values()[from + i]);
            }
            rows.add(row);
        }
        return rows;
    }

    List<ChannelShares> channels() {
        return channels;
    }

    List<PixelShares> pixels() {
        return pixels;
    }
}
