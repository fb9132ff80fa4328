package io.github.sknet.explain;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.Answer;
import io.github.sknet.vision.Attention;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.plot.Picture;
import io.github.sknet.vision.transform.ImagePreparation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model whose attention is known: at each selection a function of the kernel, the channel and the input's mean. */
record FixedAttention(Graph graph, Preprocessing preprocessing, int channels, Rule rule)
        implements VisionModel<FixedAttention.Choice> {

    /** The attention of one channel, or one pixel, of one image. */
    interface Rule {
        double attention(Node selection, int kernel, int channel, double inputMean);
    }

    /** An answer of which nothing but the attention is looked at. */
    record Choice(Attention attention) implements Answer {

        @Override
        public List<String> lines() {
            return List.of();
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of();
        }

        @Override
        public List<Map<String, Object>> rows() {
            return List.of(Map.of());
        }

        @Override
        public Picture picture(Image image) {
            return new Picture(image);
        }
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public List<Choice> predict(List<Image> images, boolean attention) {
        return images.stream().map(this::choice).toList();
    }

    private Choice choice(Image image) {
        float[] input = new ImagePreparation(preprocessing).toInput(image).values();
        double mean = 0;
        for (float value : input) {
            mean += value / input.length;
        }
        Map<String, Tensor> selections = new LinkedHashMap<>();
        for (Node selection : graph.selections()) {
            Select op = (Select) selection.op();
            // By pixel it is a map of two rows.
            List<Integer> axes = op.extent() == Select.Extent.CHANNEL
                    ? List.of(op.branches(), channels)
                    : List.of(op.branches(), 2, channels / 2);
            float[] values = new float[op.branches() * channels];
            for (int m = 0, i = 0; m < op.branches(); m++) {
                for (int c = 0; c < channels; c++) {
                    values[i++] = (float) rule.attention(selection, m, c, mean);
                }
            }
            selections.put(selection.name(), new Tensor(axes, values));
        }
        return new Choice(new Attention(SelectionUnit.of(graph), selections));
    }

    @Override
    public Prediction outputs(Tensor inputs) {
        return new Prediction(Map.of(), Map.of());
    }

    @Override
    public Task task() {
        return new ClassifyTask();
    }

    @Override
    public List<String> labels() {
        return List.of();
    }

    @Override
    public boolean named() {
        return false;
    }

    @Override
    public void close() {}
}
