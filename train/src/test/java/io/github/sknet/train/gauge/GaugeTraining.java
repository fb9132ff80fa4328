package io.github.sknet.train.gauge;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.train.Objective;
import io.github.sknet.train.Records;
import io.github.sknet.train.TaskSettings;
import io.github.sknet.train.TrainingTask;
import io.github.sknet.train.module.Forward;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** How gauges learn: by the mean of the squared error. */
public final class GaugeTraining implements TrainingTask<GaugeDatasets.Greys, GaugeDatasets.Readings> {

    /**
     * What a recipe says of gauges alone.
     *
     * @param zeal by what the loss is multiplied
     */
    record Settings(double zeal) implements TaskSettings {

        @Override
        public String task() {
            return GaugeTask.ID;
        }

        @Override
        public Map<String, Object> toMap() {
            return Records.toMap(this);
        }
    }

    @Override
    public DatasetTask<GaugeDatasets.Greys, GaugeDatasets.Readings> datasets() {
        return new GaugeDatasets();
    }

    @Override
    public List<String> recipes() {
        return List.of("gauge");
    }

    @Override
    public TaskSettings settings() {
        return new Settings(1);
    }

    @Override
    public TaskSettings settings(Map<String, Object> entries) {
        return Records.of(Settings.class, entries);
    }

    @Override
    public Objective<GaugeDatasets.Readings> objective(
            GaugeDatasets.Greys train, TaskOutputs outputs, Preprocessing preprocessing, TaskSettings settings) {
        String output = ((GaugeTask.Outputs) outputs).output();
        float zeal = (float) ((Settings) settings).zeal();
        return new Objective<>() {
            @Override
            public BatchLoader.Source<GaugeDatasets.Readings> batches() {
                return new GaugeDatasets.Batches(train, preprocessing);
            }

            @Override
            public Tensor loss(Forward forward, GaugeDatasets.Readings batch) {
                Tensor wanted = Tensor.create(batch.brightness(), batch.size(), 1);
                return forward.outputs().get(output).sub(wanted).square().mean().mul(Tensor.create(zeal));
            }
        };
    }

    @Override
    public int evaluationBatch() {
        return 4;
    }

    @Override
    public String decisiveMetric(TaskOutputs outputs) {
        return "closeness";
    }
}
