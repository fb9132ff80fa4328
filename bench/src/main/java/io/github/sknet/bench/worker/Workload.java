package io.github.sknet.bench.worker;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Summary;
import io.github.sknet.graph.blocks.Branch;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network and an input size to time. Weights and pixels are random: the time does not depend on them.
 *
 * @param name a registered model, or {@code skconv_CHANNELSxSIZE_dilated} / {@code skconv_CHANNELSxSIZE_5x5}: the SK
 *     convolution alone (M = 2, G = 32, r = 16, L = 32), with the paper's dilated 3×3 or a true 5×5 as second branch
 * @param size height and width in pixels
 * @param batch images at once
 */
public record Workload(String name, int size, int batch) {

    private static final Pattern SKCONV = Pattern.compile("skconv_(\\d+)x(\\d+)_(dilated|5x5)");
    private static final int GROUPS = 32;

    public Workload {
        if (size < 1 || batch < 1) {
            throw new IllegalArgumentException("Size and batch must be at least 1, not " + size + " and " + batch);
        }
    }

    /** The workload of the given name at its usual size. */
    public static Workload named(String name, int batch) {
        Matcher block = SKCONV.matcher(name);
        return new Workload(
                name,
                block.matches()
                        ? Integer.parseInt(block.group(2))
                        : Models.named(name).size(),
                batch);
    }

    /** The SK convolutions of SKNet-50, at 224² (the first of each stage keeps its size here). */
    public static List<String> blocks() {
        return List.of("128x56", "256x28", "512x14", "1024x7").stream()
                .flatMap(shape -> List.of("skconv_" + shape + "_dilated", "skconv_" + shape + "_5x5").stream())
                .toList();
    }

    /** The network. */
    public Graph graph() {
        Matcher block = SKCONV.matcher(name);
        if (!block.matches()) {
            RegisteredModel model = Models.named(name);
            return model.build();
        }
        int channels = Integer.parseInt(block.group(1));
        SelectiveKernel paper = SelectiveKernel.paper(channels, 2, GROUPS, 16, 1, 32);
        return (block.group(3).equals("5x5") ? paper.withBranches(Branch.growing(2, GROUPS)) : paper).graph();
    }

    /** Random weights, the same each time. */
    public Weights weights(Graph graph) {
        return Weights.initial(graph, 1);
    }

    /** Random pixels (batch, C, size, size), the same each time. */
    public Tensor input(Graph graph) {
        float[] pixels = RandomPixels.of(batch, graph.inputChannels(), size);
        return Tensor.of(pixels, batch, graph.inputChannels(), size, size);
    }

    /** Multiply-accumulates of one image. */
    public long macs() {
        return Summary.of(graph(), size, size).macs();
    }
}
