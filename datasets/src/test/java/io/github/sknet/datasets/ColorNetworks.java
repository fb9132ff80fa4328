package io.github.sknet.datasets;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A network of each task that is always right: class k is the image's channel k. What is classified is of one colour, what is
 * segmented has pixels of pure colours, and what is detected are squares of {@value #CELL}×{@value #CELL} pixels, a whole number
 * of them from the left and from the top.
 */
final class ColorNetworks {
    static final int CELL = 8;
    static final int SIDE = 4 * CELL;

    /** The larger, the surer. */
    private static final float SCALE = 20;

    private ColorNetworks() {}

    /** The network of a task, to be judged. */
    static VisionModel<?> of(String task, List<String> labels) {
        return of(task, labels, SCALE);
    }

    /** A network whose weights are no numbers. */
    static VisionModel<?> broken(String task, List<String> labels) {
        return of(task, labels, Float.NaN);
    }

    private static VisionModel<?> of(String task, List<String> labels, float scale) {
        return switch (task) {
            case ClassifyTask.ID -> classifier(labels, scale);
            case DetectTask.ID -> detector(labels, scale);
            case SegmentTask.ID -> segmenter(labels, scale);
            default -> throw new IllegalArgumentException("Here is no network for the task " + task);
        };
    }

    private static VisionModel<?> classifier(List<String> labels, float scale) {
        GraphBuilder b = new GraphBuilder(3);
        Node mean = b.add("mean", new GlobalAveragePool(), b.input());
        b.output("logits", b.add("fc", Linear.of(3, 3).withBias(false), mean));
        return model(b.build(), Map.of("fc.weight", diagonal(scale, 1, 3, 3)), new ClassifyTask(), labels);
    }

    private static VisionModel<?> segmenter(List<String> labels, float scale) {
        GraphBuilder b = new GraphBuilder(3);
        b.output("logits", b.add("pixels", Conv2d.of(3, 3, Window.of(1)), b.input()));
        return model(b.build(), Map.of("pixels.weight", diagonal(scale, 1, 3, 3, 1, 1)), new SegmentTask(), labels);
    }

    /** Each pixel of the only level looks at one cell, says by its channels what is there, and that it fills the cell. */
    private static VisionModel<?> detector(List<String> labels, float scale) {
        GraphBuilder b = new GraphBuilder(3);
        Window cell = Window.of(CELL).stride(CELL);
        b.output("class.P3", b.add("class", Conv2d.of(3, 3, cell), b.input()));
        b.output("box.P3", b.add("box", Conv2d.of(3, 4, cell).withBias(Init.constant(0)), b.input()));
        b.output("centerness.P3", b.add("centre", Conv2d.of(3, 1, cell).withBias(Init.constant(0)), b.input()));
        return model(
                b.build(),
                Map.of(
                        "class.weight", diagonal(scale, CELL * CELL, 3, 3, CELL, CELL),
                        "box.weight", constant(0, 4, 3, CELL, CELL),
                        "box.bias", constant(0.5f, 4),
                        "centre.weight", constant(0, 1, 3, CELL, CELL),
                        "centre.bias", constant(SCALE, 1)),
                new DetectTask(),
                labels);
    }

    private static VisionModel<?> model(Graph graph, Map<String, Tensor> weights, Task task, List<String> labels) {
        return VisionModels.of(
                ModelFile.of(graph, new Weights(new LinkedHashMap<>(weights)), task)
                        .withLabels(labels),
                Preprocessing.exactSize(3, SIDE, SIDE),
                VisionModels.Options.on("java", 1).forEvaluation());
    }

    /** Output k is the mean of channel k over the taps, scaled. */
    private static Tensor diagonal(float scale, int taps, Integer... shape) {
        Tensor weights = constant(0, shape);
        for (int k = 0; k < 3; k++) {
            Arrays.fill(weights.values(), (3 * k + k) * taps, (3 * k + k + 1) * taps, scale / taps);
        }
        return weights;
    }

    private static Tensor constant(float value, Integer... shape) {
        float[] values = new float[Stream.of(shape).reduce(1, (a, b) -> a * b)];
        Arrays.fill(values, value);
        return Tensor.of(values, shape);
    }
}
