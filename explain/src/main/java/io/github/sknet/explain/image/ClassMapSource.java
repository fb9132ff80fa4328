package io.github.sknet.explain.image;

import io.github.sknet.explain.image.ClassMap.Reading;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which map of a network shows where the scores of its classes come from.
 *
 * @param output the output of scores
 * @param map the node of the map, (N, C, H, W)
 * @param layer the linear layer that makes scores of its means; empty where the map's channels are the classes
 * @param reading what is made of the map
 */
record ClassMapSource(String output, String map, Optional<Node> layer, Reading reading) {

    /** For each output of classes that has one; networks that end otherwise have none. */
    static List<ClassMapSource> of(Graph graph, TaskOutputs outputs) {
        List<ClassMapSource> sources = new ArrayList<>();
        for (String output : outputs.classOutputs()) {
            Node node = graph.node(graph.outputs().get(output));
            if (!graph.shapes().get(node.name()).vector()) {
                // Before it is enlarged there is as much to see, in fewer values.
                String map = node.op() instanceof Resize ? node.inputs().get(0) : node.name();
                sources.add(new ClassMapSource(output, map, Optional.empty(), Reading.PIXELS));
            } else {
                pooled(graph, output, node).ifPresent(sources::add);
            }
        }
        return sources;
    }

    private static Optional<ClassMapSource> pooled(Graph graph, String output, Node node) {
        Optional<Node> layer =
                node.op() instanceof Linear linear && linear.groups() == 1 ? Optional.of(node) : Optional.empty();
        Node before = layer.isPresent() ? input(graph, node) : node;
        while (before.op() instanceof Dropout) {
            before = input(graph, before);
        }
        return before.op() instanceof GlobalAveragePool
                ? Optional.of(new ClassMapSource(output, before.inputs().get(0), layer, Reading.PARTS))
                : Optional.empty();
    }

    private static Node input(Graph graph, Node node) {
        return graph.node(node.inputs().get(0));
    }

    /**
     * The map of one class.
     *
     * @param values of the map, (1, C, H, W)
     */
    ClassMap of(Tensor values, Weights weights, int label, String name) {
        int channels = values.size(1);
        int pixels = values.size(2) * values.size(3);
        float[] map = new float[pixels];
        double bias = 0;
        if (layer.isEmpty()) {
            System.arraycopy(values.values(), label * pixels, map, 0, pixels);
        } else {
            Tensor weight = weights.get(layer.get().parameterName("weight"));
            for (int p = 0; p < pixels; p++) {
                double sum = 0;
                for (int c = 0; c < channels; c++) {
                    sum += (double) weight.values()[label * channels + c] * values.values()[c * pixels + p];
                }
                map[p] = (float) sum;
            }
            if (((Linear) layer.get().op()).bias()) {
                bias = weights.get(layer.get().parameterName("bias")).values()[label];
            }
        }
        return new ClassMap(label, name, output, Tensor.of(map, values.size(2), values.size(3)), reading, bias);
    }
}
