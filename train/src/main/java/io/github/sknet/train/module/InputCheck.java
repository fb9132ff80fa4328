package io.github.sknet.train.module;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Shape;
import io.github.sknet.train.torch.Tensors;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.Tensor;

/** Refuses inputs that a network can't take with a sentence, before libtorch does with a stack trace. */
final class InputCheck {

    private final Graph graph;
    /** By height and width: a BatchNorm that sees a single value a sample, if there is one. */
    private final Map<Long, Optional<Node>> bySize = new ConcurrentHashMap<>();

    InputCheck(Graph graph) {
        this.graph = graph;
    }

    /**
     * Checks an input (N, C, H, W).
     *
     * @throws IllegalArgumentException saying which shape would be right, or which node can't take it
     */
    void check(Tensor input, boolean training) {
        if (input.dim() != 4 || input.size(1) != graph.inputChannels()) {
            throw new IllegalArgumentException("The network takes inputs of shape (N, " + graph.inputChannels()
                    + ", H, W), not " + Tensors.shape(input));
        }
        if (input.size(0) < 1) {
            throw new IllegalArgumentException("The network takes at least one sample, not " + Tensors.shape(input));
        }
        if (training && input.size(0) == 1) {
            singleValue(input.size(2), input.size(3)).ifPresent(node -> {
                throw new IllegalArgumentException(sentence(node));
            });
        }
    }

    /** What is to be said of a BatchNorm that sees one value. */
    static String sentence(Node node) {
        return "Training needs at least two samples a batch: the BatchNorm '" + node.name()
                + "' sees one value a sample, and one value has no variance";
    }

    /** A BatchNorm that sees a single value a sample of the given height and width, if there is one. */
    Optional<Node> singleValue(long height, long width) {
        return bySize.computeIfAbsent(
                height << 32 | width,
                size -> findSingleValue(Math.toIntExact(size >>> 32), Math.toIntExact(size & 0xFFFFFFFFL)));
    }

    private Optional<Node> findSingleValue(int height, int width) {
        Map<String, Shape> shapes = graph.shapes(height, width);
        return graph.nodes().stream()
                .filter(node -> node.op() instanceof BatchNorm)
                .filter(node -> shapes.get(node.name()).pixels() == 1)
                .findFirst();
    }
}
