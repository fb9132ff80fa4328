package io.github.sknet.train.detect;

import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.detect.DetectDatasets;
import io.github.sknet.datasets.detect.DetectionBatch;
import io.github.sknet.datasets.detect.DetectionDataset;
import io.github.sknet.datasets.detect.DetectionEvaluation;
import io.github.sknet.datasets.metrics.coco.AveragePrecision;
import io.github.sknet.graph.detect.DetectorOutputs;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.train.Objective;
import io.github.sknet.train.TaskSettings;
import io.github.sknet.train.TrainingTask;
import java.util.List;
import java.util.Map;

/** Boxes around objects. */
public final class DetectTraining implements TrainingTask<DetectionDataset, DetectionBatch> {

    private static final int EVALUATION_BATCH = 8;

    @Override
    public DatasetTask<DetectionDataset, DetectionBatch> datasets() {
        return new DetectDatasets();
    }

    @Override
    public List<String> recipes() {
        return List.of("detect");
    }

    @Override
    public TaskSettings settings() {
        return DetectionSettings.DEFAULT;
    }

    @Override
    public TaskSettings settings(Map<String, Object> entries) {
        return DetectionSettings.fromMap(entries);
    }

    @Override
    public Objective<DetectionBatch> objective(
            DetectionDataset train, TaskOutputs outputs, Preprocessing preprocessing, TaskSettings settings) {
        return new DetectionObjective(train, (DetectorOutputs) outputs, preprocessing, (DetectionSettings) settings);
    }

    @Override
    public int evaluationBatch() {
        return EVALUATION_BATCH;
    }

    @Override
    public String decisiveMetric(TaskOutputs outputs) {
        return DetectionEvaluation.AP;
    }

    @Override
    public List<String> metrics(TaskOutputs outputs) {
        return AveragePrecision.NAMES;
    }

    @Override
    public int leastClasses(TaskOutputs outputs) {
        return 1;
    }
}
