package io.github.sknet.onnx;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.weights.BatchNormAffine;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which BatchNorms vanish in the convolution or linear layer before them: those that are its only reader. Where several
 * nodes share their parameters, all must be followed by the same BatchNorm, or none is folded, so that what is shared is
 * still written once.
 */
final class BatchNormFolding {

    private final Map<String, Node> normByProducer;
    private final Set<String> folded = new HashSet<>();

    private BatchNormFolding(Map<String, Node> normByProducer) {
        this.normByProducer = normByProducer;
        normByProducer.values().forEach(norm -> folded.add(norm.name()));
    }

    static BatchNormFolding of(Graph graph) {
        Map<String, Node> candidates = candidates(graph);
        Map<String, Set<String>> normsOfParameters = new HashMap<>();
        for (Node node : graph.nodes()) {
            Node norm = candidates.get(node.name());
            normsOfParameters
                    .computeIfAbsent(node.parametersOf(), key -> new HashSet<>())
                    .add(norm == null ? "" : norm.parametersOf());
        }
        candidates
                .keySet()
                .removeIf(name ->
                        normsOfParameters.get(graph.node(name).parametersOf()).size() > 1);
        return new BatchNormFolding(candidates);
    }

    private static Map<String, Node> candidates(Graph graph) {
        Map<String, List<Node>> consumers = graph.consumers();
        Map<String, Node> candidates = new HashMap<>();
        for (Node node : graph.nodes()) {
            List<Node> readers = consumers.get(node.name());
            boolean foldable = node.op() instanceof Conv2d || node.op() instanceof Linear;
            if (foldable
                    && readers.size() == 1
                    && readers.get(0).op() instanceof BatchNorm
                    && !graph.outputs().containsValue(node.name())) {
                candidates.put(node.name(), readers.get(0));
            }
        }
        return candidates;
    }

    /** The BatchNorm that the given convolution or linear layer swallows. */
    Optional<Node> normAfter(Node producer) {
        return Optional.ofNullable(normByProducer.get(producer.name()));
    }

    /** Whether the given BatchNorm has vanished in the node before it. */
    boolean isFolded(Node norm) {
        return folded.contains(norm.name());
    }

    /**
     * A layer's parameters with the BatchNorm after it folded in: see {@link BatchNormAffine}.
     *
     * @param weight the layer's weight, output channels first
     * @param bias the layer's bias; empty for none
     */
    static Parameters fold(Tensor weight, Optional<Tensor> bias, Node norm, Weights weights) {
        BatchNormAffine affine = BatchNormAffine.of(norm, weights);
        double[] scale = affine.scale();
        float[] foldedWeight = weight.values().clone();
        float[] foldedBias = new float[scale.length];
        int perChannel = foldedWeight.length / scale.length;
        for (int c = 0; c < scale.length; c++) {
            for (int i = c * perChannel; i < (c + 1) * perChannel; i++) {
                foldedWeight[i] = (float) (foldedWeight[i] * scale[c]);
            }
            double own = bias.isPresent() ? bias.get().values()[c] : 0;
            foldedBias[c] = (float) (own * scale[c] + affine.shift()[c]);
        }
        return new Parameters(foldedWeight, Optional.of(foldedBias));
    }

    /** What a convolution or linear layer is written with. */
    record Parameters(float[] weight, Optional<float[]> bias) {}
}
