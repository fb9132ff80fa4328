package io.github.sknet.onnx;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
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
     * A layer's parameters with the BatchNorm after it folded in: per output channel w·s and (b − mean)·s + β where
     * s = γ/√(var + ε), computed in double precision.
     *
     * @param weight the layer's weight, output channels first
     * @param bias the layer's bias; empty for none
     */
    static Parameters fold(Tensor weight, Optional<Tensor> bias, Node norm, Weights weights) {
        BatchNorm op = (BatchNorm) norm.op();
        float[] gamma = weights.get(norm.parameterName("weight")).values();
        float[] beta = weights.get(norm.parameterName("bias")).values();
        float[] mean = weights.get(norm.parameterName("running_mean")).values();
        float[] variance = weights.get(norm.parameterName("running_var")).values();
        float[] foldedWeight = weight.values().clone();
        float[] foldedBias = new float[op.channels()];
        int perChannel = foldedWeight.length / op.channels();
        for (int c = 0; c < op.channels(); c++) {
            double scale = gamma[c] / Math.sqrt(variance[c] + (double) op.epsilon());
            for (int i = c * perChannel; i < (c + 1) * perChannel; i++) {
                foldedWeight[i] = (float) (foldedWeight[i] * scale);
            }
            double own = bias.isPresent() ? bias.get().values()[c] : 0;
            foldedBias[c] = (float) ((own - mean[c]) * scale + beta[c]);
        }
        return new Parameters(foldedWeight, Optional.of(foldedBias));
    }

    /** What a convolution or linear layer is written with. */
    record Parameters(float[] weight, Optional<float[]> bias) {}
}
