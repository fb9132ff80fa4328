package io.github.sknet.onnx.importer;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Activation.Function;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Softmax;
import io.github.sknet.graph.task.OutputShapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network with logits for its outputs, as answers want them: of shares they would make shares once more. What foreign networks do at
 * last is left out, and a map of one channel, which says how likely a pixel is something, gets a channel for what is not that.
 *
 * @param graph the network
 * @param sigmoids the outputs that went through a sigmoid of each class: an image may be of several
 * @param masks the outputs that were maps of one channel
 * @param remarks what was done, a sentence each
 */
record Logits(Graph graph, Set<String> sigmoids, Set<String> masks, List<String> remarks) {

    /** The classes of a map that had one channel. */
    static final List<String> MASK = List.of("background", "foreground");

    static Logits of(Graph graph) {
        GraphBuilder builder = GraphBuilder.continuing(graph);
        Map<String, Shape> shapes = graph.shapes();
        OutputShapes images = OutputShapes.of(graph);
        Map<String, String> outputs = new LinkedHashMap<>();
        Set<String> sigmoids = new LinkedHashSet<>();
        Set<String> masks = new LinkedHashSet<>();
        List<String> remarks = new ArrayList<>();
        graph.outputs().forEach((name, node) -> {
            Node logits = graph.node(node);
            Node last = function(graph, logits, shapes);
            if (last.op() instanceof Softmax || isSigmoid(last.op())) {
                remarks.add("the " + (isSigmoid(last.op()) ? "sigmoid" : "softmax") + " of the output '" + name
                        + "' is left to the answers, which make it themselves");
                logits = before(builder, graph, last, logits);
            }
            if (isSigmoid(last.op())) {
                sigmoids.add(name);
            }
            Shape shape = shapes.get(node);
            if (images.isImageSized(shape) && shape.channels() == 1) {
                remarks.add("the output '" + name + "' is a map of one channel, taken to be the logit of " + MASK.get(1)
                        + " beside " + MASK.get(0) + " (--labels names them)");
                logits = masked(builder, logits);
                masks.add(name);
            }
            // Beside the old outputs, since no node may be without use before the unused are left out.
            builder.output(node, graph.node(node));
            builder.output(logits.name(), logits);
            outputs.put(name, logits.name());
        });
        return new Logits(builder.build().withOutputs(outputs), sigmoids, masks, remarks);
    }

    /** The same network: it is known what its outputs are. */
    static Logits asTheyAre(Graph graph) {
        return new Logits(graph, Set.of(), Set.of(), List.of());
    }

    private static boolean isSigmoid(Op op) {
        return op instanceof Activation activation && activation.function() == Function.SIGMOID;
    }

    /** What makes an output, seen through a map of one pixel becoming a vector. */
    private static Node function(Graph graph, Node output, Map<String, Shape> shapes) {
        boolean moved = output.op() instanceof GlobalAveragePool
                && output.inputs().size() == 1
                && shapes.get(output.inputs().get(0)).pixels() == 1;
        return moved ? graph.node(output.inputs().get(0)) : output;
    }

    private static Node before(GraphBuilder builder, Graph graph, Node function, Node output) {
        Node logits = graph.node(function.inputs().get(0));
        return function.equals(output) ? logits : builder.add(output.name() + ".logits", output.op(), logits);
    }

    /** The softmax of 0 and x is the sigmoid of x. */
    private static Node masked(GraphBuilder builder, Node logits) {
        Node zeros = builder.add(logits.name() + ".background", Activation.linear(0, 0), logits);
        return builder.add(logits.name() + ".classes", new Concat(), zeros, logits);
    }
}
