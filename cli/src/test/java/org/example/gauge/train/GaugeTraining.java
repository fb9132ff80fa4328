package org.example.gauge.train;

import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.train.Objective;
import io.github.sknet.train.Records;
import io.github.sknet.train.TaskSettings;
import io.github.sknet.train.TrainingTask;
import java.util.List;
import java.util.Map;
import org.example.gauge.datasets.BrightnessBatch;
import org.example.gauge.datasets.BrightnessBatches;
import org.example.gauge.datasets.BrightnessDataset;
import org.example.gauge.datasets.BrightnessEvaluation;
import org.example.gauge.datasets.GaugeDatasets;
import org.example.gauge.graph.GaugeOutputs;

/** How gauges learn. */
public final class GaugeTraining implements TrainingTask<BrightnessDataset, BrightnessBatch> {

    private static final int EVALUATION_BATCH = 8;

    @Override
    public DatasetTask<BrightnessDataset, BrightnessBatch> datasets() {
        return new GaugeDatasets();
    }

    @Override
    public List<String> recipes() {
        return List.of("gauge");
    }

    @Override
    public TaskSettings settings() {
        return new GaugeSettings(1);
    }

    @Override
    public TaskSettings settings(Map<String, Object> entries) {
        return Records.of(GaugeSettings.class, entries);
    }

    @Override
    public Objective<BrightnessBatch> objective(
            BrightnessDataset train, TaskOutputs outputs, Preprocessing preprocessing, TaskSettings settings) {
        return new GaugeObjective(
                ((GaugeOutputs) outputs).output(),
                new BrightnessBatches(train, preprocessing),
                ((GaugeSettings) settings).lossScale());
    }

    @Override
    public int evaluationBatch() {
        return EVALUATION_BATCH;
    }

    @Override
    public String decisiveMetric(TaskOutputs outputs) {
        return BrightnessEvaluation.CLOSENESS;
    }
}
