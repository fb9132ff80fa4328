package io.github.sknet.graph.classify;

import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;

/** The end of a classifier, named as in torchvision: mean over the map, perhaps dropout, a linear layer. */
public final class ClassifierHead {

    private ClassifierHead() {}

    /**
     * Makes logits (N, classes) of a map, the graph's output {@code logits}.
     *
     * @param map (N, channels, H, W)
     * @param channels of the map
     * @param classes the number of logits
     * @param dropout the probability of zero for each input of the linear layer in training; 0 for no such layer
     */
    public static void add(GraphBuilder b, Node map, int channels, int classes, float dropout) {
        add(b, "fc", map, channels, classes, dropout);
    }

    /**
     * The same, where the original calls the linear layer otherwise.
     *
     * @param layer the linear layer's name
     */
    public static void add(GraphBuilder b, String layer, Node map, int channels, int classes, float dropout) {
        Node x = b.add("avgpool", new GlobalAveragePool(), map);
        if (dropout > 0) {
            x = b.add("dropout", new Dropout(dropout), x);
        }
        b.output("logits", b.add(layer, Linear.of(channels, classes), x));
    }
}
