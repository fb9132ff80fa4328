package io.github.sknet.train.segment;

import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.segment.SegmentDatasets;
import io.github.sknet.datasets.segment.SegmentationBatch;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.datasets.segment.SegmentationEvaluation;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.segment.SegmenterOutputs;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.train.Objective;
import io.github.sknet.train.TaskSettings;
import io.github.sknet.train.TrainingTask;
import java.util.List;
import java.util.Map;

/** A class for each pixel. */
public final class SegmentTraining implements TrainingTask<SegmentationDataset, SegmentationBatch> {

    private static final int EVALUATION_BATCH = 4;

    @Override
    public DatasetTask<SegmentationDataset, SegmentationBatch> datasets() {
        return new SegmentDatasets();
    }

    @Override
    public List<String> recipes() {
        return List.of("segment");
    }

    @Override
    public TaskSettings settings() {
        return SegmentationSettings.DEFAULT;
    }

    @Override
    public TaskSettings settings(Map<String, Object> entries) {
        return SegmentationSettings.fromMap(entries);
    }

    @Override
    public Objective<SegmentationBatch> objective(
            SegmentationDataset train, TaskOutputs outputs, Preprocessing preprocessing, TaskSettings settings) {
        return new SegmentationObjective(
                train, (SegmenterOutputs) outputs, preprocessing, (SegmentationSettings) settings);
    }

    @Override
    public int evaluationBatch() {
        return EVALUATION_BATCH;
    }

    @Override
    public String decisiveMetric(TaskOutputs outputs) {
        return SegmentationEvaluation.MEAN_IOU;
    }

    @Override
    public List<String> metrics(TaskOutputs outputs) {
        return List.of(SegmentationEvaluation.MEAN_IOU, SegmentationEvaluation.PIXEL_ACCURACY);
    }

    @Override
    public int leastClasses(TaskOutputs outputs) {
        return 2;
    }
}
