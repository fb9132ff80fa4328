package io.github.sknet.train.gauge;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.Answer;
import io.github.sknet.vision.Attention;
import io.github.sknet.vision.Setting;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionTask;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.plot.Picture;
import io.github.sknet.vision.transform.ImagePreparation;
import java.util.List;
import java.util.Map;

/** How gauges answer. */
public final class GaugeVision implements VisionTask {

    /** An answer. */
    record Reading(double brightness) implements Answer {

        @Override
        public Attention attention() {
            return Attention.NONE;
        }

        @Override
        public List<String> lines() {
            return List.of(Double.toString(brightness));
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("brightness", brightness);
        }

        @Override
        public List<Map<String, Object>> rows() {
            return List.of(fields());
        }

        @Override
        public Picture picture(Image image) {
            return new Picture(image);
        }
    }

    /** A model. */
    record Gauge(GaugeTask.Outputs outputs, Preprocessing preprocessing, Predictor predictor)
            implements VisionModel<Reading> {

        @Override
        public Task task() {
            return outputs.task();
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
        public List<String> columns() {
            return List.of("brightness");
        }

        @Override
        public List<Reading> predict(List<Image> images, boolean attention) {
            ImagePreparation preparation = new ImagePreparation(preprocessing);
            return images.stream()
                    .map(image -> new Reading(readings(outputs(preparation.toInput(image)))[0]))
                    .toList();
        }

        @Override
        public Prediction outputs(Tensor inputs) {
            return predictor.predict(inputs, false);
        }

        float[] readings(Prediction prediction) {
            return prediction.outputs().get(outputs.output()).values();
        }

        @Override
        public void close() {
            predictor.close();
        }
    }

    @Override
    public String id() {
        return GaugeTask.ID;
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public Gauge model(
            Graph graph,
            TaskOutputs outputs,
            List<String> labels,
            Preprocessing preprocessing,
            Predictor predictor,
            Use use,
            Settings settings) {
        return new Gauge((GaugeTask.Outputs) outputs, preprocessing, predictor);
    }

    @Override
    public Preprocessing preprocessing(Size size, int usual, Image sample) {
        return Preprocessing.exactSize(sample.channels(), sample.height(), sample.width());
    }
}
