package io.github.sknet.graph.surgery;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Gives convolutions their BatchNorm back. Where a network was stored with its normalisation folded into the convolutions, as
 * ONNX files usually are, each chosen convolution gets a BatchNorm whose running statistics are those of its output over some
 * images, and whose weight and bias undo them: in inference the network computes what it computed, and fine-tuning has a
 * normalisation to rely on.
 */
public final class MeasuredNorms {

    private static final float EPSILON = 1e-5f;

    private MeasuredNorms() {}

    /**
     * The network with a BatchNorm behind each chosen convolution that has none.
     *
     * @param where which convolutions
     * @param images (N, C, H, W) each, as the network sees them; some dozens of typical ones
     * @param engine computes the network
     * @throws IllegalArgumentException when there are no images
     */
    public static Operated behind(
            Graph graph, Weights weights, Predicate<Node> where, List<Tensor> images, Engine engine, int threads) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("Statistics are measured on some images, and there are none");
        }
        Map<String, List<Node>> consumers = graph.consumers();
        List<Node> bare = graph.nodes().stream()
                .filter(node -> node.op() instanceof Conv2d && where.test(node))
                .filter(node ->
                        ConvolutionSite.at(node, graph, consumers).norm().isEmpty())
                .toList();
        Map<String, Moments> moments = measure(graph, weights, bare, images, engine, threads);
        Rewriting rewriting = new Rewriting(graph, weights);
        Map<String, Supplier<Node>> replacements = new LinkedHashMap<>();
        bare.forEach(node ->
                replacements.put(node.name(), () -> normalised(rewriting, node, moments.get(node.name()))));
        return rewriting.carryOut(
                Set.of(),
                replacements,
                bare.stream()
                        .map(node -> new Change(node.name(), node.op().toString(), "followed by a BatchNorm"))
                        .toList(),
                1,
                0);
    }

    private static Map<String, Moments> measure(
            Graph graph, Weights weights, List<Node> nodes, List<Tensor> images, Engine engine, int threads) {
        Map<String, Moments> moments = new LinkedHashMap<>();
        Map<String, String> outputs = new LinkedHashMap<>();
        nodes.forEach(node -> outputs.put(node.name(), node.name()));
        if (nodes.isEmpty()) {
            return moments;
        }
        nodes.forEach(node -> moments.put(node.name(), new Moments(((Conv2d) node.op()).outChannels())));
        Graph observed = graph.withOutputs(outputs);
        try (Predictor predictor = engine.load(observed, weights.of(observed), threads)) {
            for (Tensor batch : images) {
                predictor
                        .predict(batch, false)
                        .outputs()
                        .forEach((name, map) -> moments.get(name).add(map));
            }
        }
        return moments;
    }

    private static Node normalised(Rewriting rewriting, Node node, Moments moments) {
        Node copy = rewriting.copy(node);
        BatchNorm op =
                new BatchNorm(moments.channels(), EPSILON, BatchNorm.of(1).momentum(), 1);
        Node norm = rewriting.builder().inPlaceOf(node).add("bn", op, copy);
        float[] mean = moments.mean();
        float[] variance = moments.variance();
        float[] scale = new float[mean.length];
        for (int c = 0; c < mean.length; c++) {
            scale[c] = (float) Math.sqrt(variance[c] + (double) EPSILON);
        }
        rewriting.give(norm, "weight", Tensor.of(scale, scale.length));
        rewriting.give(norm, "bias", Tensor.of(mean.clone(), mean.length));
        rewriting.give(norm, "running_mean", Tensor.of(mean, mean.length));
        rewriting.give(norm, "running_var", Tensor.of(variance, variance.length));
        return norm;
    }
}
