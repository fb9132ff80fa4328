package io.github.sknet.graph.heads;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A classifier cut where its features are, to be continued by a head. The nodes keep their names, so that the classifier's
 * weights fit by name.
 *
 * @param builder continues the graph
 * @param features feature name (C2, C3 …) to node
 * @param channels feature name to its channels
 */
public record Backbone(GraphBuilder builder, Map<String, Node> features, Map<String, Integer> channels) {

    public Backbone {
        features = Map.copyOf(features);
        channels = Map.copyOf(channels);
    }

    /**
     * The part of a classifier that its named features need.
     *
     * @throws IllegalArgumentException when it does not offer one of them
     */
    public static Backbone of(Graph classifier, List<String> wanted) {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (String feature : wanted) {
            String node = classifier.features().get(feature);
            if (node == null) {
                throw new IllegalArgumentException("The backbone must offer the features " + wanted + ", but it offers "
                        + classifier.features().keySet());
            }
            outputs.put(feature, node);
        }
        Graph cut = classifier.withOutputs(outputs);
        var shapes = cut.shapes();
        Map<String, Node> nodes = new LinkedHashMap<>();
        Map<String, Integer> channels = new LinkedHashMap<>();
        outputs.forEach((feature, node) -> {
            nodes.put(feature, cut.node(node));
            channels.put(feature, shapes.get(node).channels());
        });
        return new Backbone(GraphBuilder.continuing(cut), nodes, channels);
    }

    /** The node of a feature. */
    public Node feature(String name) {
        return features.get(name);
    }

    /** The channels of a feature. */
    public int channelsOf(String name) {
        return channels.get(name);
    }
}
