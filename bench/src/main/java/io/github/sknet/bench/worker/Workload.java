package io.github.sknet.bench.worker;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.blocks.Branch;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network and an input size to time. Pixels are random, and so are the weights of what is no model file: the time does not
 * depend on them.
 *
 * @param name a registered model, a model file, or {@code skconv_CHANNELSxSIZE_dilated} / {@code skconv_CHANNELSxSIZE_5x5}: the
 *     SK convolution alone (M = 2, G = 32, r = 16, L = 32), with the paper's dilated 3×3 or a true 5×5 as second branch
 * @param size height and width in pixels
 * @param batch images at once
 */
public record Workload(String name, Size size, int batch) {

    private static final Pattern SKCONV = Pattern.compile("skconv_(\\d+)x(\\d+)_(dilated|5x5)");
    private static final int GROUPS = 32;

    public Workload {
        if (size.height() < 1 || size.width() < 1 || batch < 1) {
            throw new IllegalArgumentException("Size and batch must be at least 1, not " + size + " and " + batch);
        }
    }

    /**
     * The workload of the given name at its usual size.
     *
     * @throws IOException when the name is a file's, and that is no model's
     * @throws IllegalArgumentException when it is no name of any of the three kinds
     */
    public static Workload named(String name, int batch) throws IOException {
        return new Workload(name, usualSize(name), batch);
    }

    private static Size usualSize(String name) throws IOException {
        Matcher block = SKCONV.matcher(name);
        if (block.matches()) {
            return Size.square(Integer.parseInt(block.group(2)));
        }
        return isFile(name)
                ? ModelFile.read(Path.of(name)).imageSize()
                : Size.square(Models.named(name).size());
    }

    private static boolean isFile(String name) {
        return Models.find(name).isEmpty() && Files.isRegularFile(Path.of(name));
    }

    /** The SK convolutions of SKNet-50, at 224² (the first of each stage keeps its size here). */
    public static List<String> blocks() {
        return List.of("128x56", "256x28", "512x14", "1024x7").stream()
                .flatMap(shape -> List.of("skconv_" + shape + "_dilated", "skconv_" + shape + "_5x5").stream())
                .toList();
    }

    /** The model file, where the network comes from one. */
    public Optional<Path> file() {
        return isFile(name) ? Optional.of(Path.of(name)) : Optional.empty();
    }

    /**
     * A network and its weights.
     *
     * @param graph of it
     * @param weights of it
     */
    public record Network(Graph graph, Weights weights) {}

    /** The network with the weights of its model file, or else with random ones, the same each time. */
    public Network network() throws IOException {
        if (file().isPresent()) {
            ModelFile model = ModelFile.read(file().get());
            return new Network(model.graph(), model.weights());
        }
        Graph graph = graph();
        return new Network(graph, weights(graph));
    }

    /**
     * The network with the weights of a file.
     *
     * @param weights the tensors alone, or the workload's own model file
     */
    public Network network(Path weights) throws IOException {
        return file().isPresent()
                ? network()
                : new Network(graph(), new Weights(Safetensors.read(weights).tensors()));
    }

    /** The network without weights, where it comes from no file. */
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

    /** Random pixels (batch, C, H, W), the same each time. */
    public Tensor input(Graph graph) {
        float[] pixels = RandomPixels.of(batch, graph.inputChannels(), size.height(), size.width());
        return Tensor.of(pixels, batch, graph.inputChannels(), size.height(), size.width());
    }
}
