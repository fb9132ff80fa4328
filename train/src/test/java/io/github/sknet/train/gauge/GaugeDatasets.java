package io.github.sknet.train.gauge;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.Evaluation;
import io.github.sknet.datasets.Judge;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.Setting;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.ImagePreparation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Grey images, each of one brightness, and how gauges are judged by them. */
public final class GaugeDatasets implements DatasetTask<GaugeDatasets.Greys, GaugeDatasets.Readings> {

    /** Images of the given grey levels, 0 to 255. */
    record Greys(int[] levels) implements Dataset<Greys> {

        @Override
        public int size() {
            return levels.length;
        }

        @Override
        public List<String> labels() {
            return List.of();
        }

        @Override
        public String name(int index) {
            return "grey " + levels[index];
        }

        @Override
        public Image image(int index) {
            byte[] samples = new byte[8 * 8];
            Arrays.fill(samples, (byte) levels[index]);
            return new Image(8, 8, 1, samples);
        }

        float brightness(int index) {
            return levels[index] / 255f;
        }

        @Override
        public Greys subset(int[] indices) {
            return new Greys(Arrays.stream(indices).map(index -> levels[index]).toArray());
        }

        @Override
        public void close() {}
    }

    /** Images with their brightness. */
    record Readings(Tensor images, float[] brightness, int[] indices) implements Batch {}

    /** Batches of images, always as they are. */
    record Batches(Greys greys, Preprocessing preprocessing) implements BatchLoader.Source<Readings> {

        @Override
        public int size() {
            return greys.size();
        }

        @Override
        public String name(int index) {
            return greys.name(index);
        }

        @Override
        public Readings load(BatchLoader.Request request) {
            int[] indices = request.indices();
            float[] inputs = new float[indices.length * preprocessing.inputSize()];
            float[] brightness = new float[indices.length];
            for (int i = 0; i < indices.length; i++) {
                new ImagePreparation(preprocessing)
                        .write(greys.image(indices[i]), inputs, i * preprocessing.inputSize());
                brightness[i] = greys.brightness(indices[i]);
            }
            return new Readings(Tensor.of(inputs, indices.length, 1, 8, 8), brightness, indices);
        }
    }

    /** How near the readings were: 1 − the mean error. */
    record Closeness(int images, double value, List<String> broken) implements Evaluation {

        @Override
        public Map<String, Double> metrics() {
            return Map.of("closeness", value);
        }

        @Override
        public List<String> lines() {
            return List.of("closeness " + value);
        }

        @Override
        public Map<String, Object> toMap() {
            return Map.of("closeness", value);
        }
    }

    @Override
    public String id() {
        return GaugeTask.ID;
    }

    @Override
    public String forms() {
        return "";
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public Splits<Greys> open(DataSource source, AnnotationProblems problems) {
        Greys train = new Greys(IntStream.range(0, 64).map(i -> 4 * i).toArray());
        Greys validation = new Greys(IntStream.range(0, 16).map(i -> 16 * i + 2).toArray());
        return new Splits<>(source.location(), Map.of(Split.TRAIN, train, Split.VALIDATION, validation));
    }

    @Override
    public DataSource forModel(DataSource source, List<String> labels) {
        return source;
    }

    @Override
    public BatchLoader.Source<Readings> evaluationBatches(Greys dataset, Preprocessing preprocessing) {
        return new Batches(dataset, preprocessing);
    }

    @Override
    public Judge<Readings> judge(Greys dataset, VisionModel<?> model) {
        return new Judge<>() {
            private double error;
            private int images;

            @Override
            public void see(Readings batch, Prediction outputs) {
                float[] readings = ((GaugeVision.Gauge) model).readings(outputs);
                for (int i = 0; i < batch.size(); i++) {
                    error += Math.abs(readings[i] - batch.brightness()[i]);
                }
                images += batch.size();
            }

            @Override
            public Evaluation evaluation(List<String> broken) {
                return new Closeness(images, 1 - error / images, broken);
            }
        };
    }
}
