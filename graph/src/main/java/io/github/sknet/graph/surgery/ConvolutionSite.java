package io.github.sknet.graph.surgery;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.PRelu;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A convolution of a network, with the normalisation and the activation that nobody but it feeds: what a selective kernel takes
 * the place of.
 *
 * @param convolution a node of a {@link Conv2d}
 * @param norm the {@link BatchNorm} that alone reads the convolution
 * @param activation the {@link Activation} or {@link PRelu} that alone reads what comes before it
 */
record ConvolutionSite(Node convolution, Optional<Node> norm, Optional<Node> activation) {

    /** The convolution of the given node with what belongs to it. */
    static ConvolutionSite at(Node convolution, Graph graph, Map<String, List<Node>> consumers) {
        Optional<Node> norm = onlyReader(convolution, graph, consumers).filter(node -> node.op() instanceof BatchNorm);
        Optional<Node> activation = onlyReader(norm.orElse(convolution), graph, consumers)
                .filter(node -> node.op() instanceof Activation || node.op() instanceof PRelu);
        return new ConvolutionSite(convolution, norm, activation);
    }

    private static Optional<Node> onlyReader(Node node, Graph graph, Map<String, List<Node>> consumers) {
        List<Node> readers = consumers.get(node.name());
        boolean isSeen =
                graph.outputs().containsValue(node.name()) || graph.features().containsValue(node.name());
        return readers.size() == 1 && !isSeen ? Optional.of(readers.get(0)) : Optional.empty();
    }

    Conv2d op() {
        return (Conv2d) convolution.op();
    }

    /** The node whose output the selective kernel's takes the place of. */
    Node last() {
        return activation.or(() -> norm).orElse(convolution);
    }

    /** All of its nodes, in order. */
    Stream<Node> nodes() {
        return Stream.of(Optional.of(convolution), norm, activation).flatMap(Optional::stream);
    }
}
