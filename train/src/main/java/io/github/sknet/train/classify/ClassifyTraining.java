package io.github.sknet.train.classify;

import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.classify.ClassificationEvaluation;
import io.github.sknet.datasets.classify.ClassifyDatasets;
import io.github.sknet.datasets.classify.LabelledBatch;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.datasets.classify.MultiLabelEvaluation;
import io.github.sknet.graph.classify.ClassifierOutputs;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.train.Objective;
import io.github.sknet.train.Records;
import io.github.sknet.train.TaskSettings;
import io.github.sknet.train.TrainingTask;
import io.github.sknet.vision.Settings;
import java.util.List;
import java.util.Map;

/** One class an image, or any number of them. */
public final class ClassifyTraining implements TrainingTask<LabelledDataset, LabelledBatch> {

    /** Of {@link io.github.sknet.vision.classify.ClassifyVision}. */
    private static final Settings MIRRORED = new Settings(Map.of("mirrored", "true"));

    private static final int EVALUATION_BATCH = 100;

    @Override
    public DatasetTask<LabelledDataset, LabelledBatch> datasets() {
        return new ClassifyDatasets();
    }

    @Override
    public List<String> recipes() {
        return List.of("cpu", "quick", "cifar", "paper");
    }

    @Override
    public TaskSettings settings() {
        return ClassificationSettings.PLAIN;
    }

    @Override
    public TaskSettings settings(Map<String, Object> entries) {
        return Records.of(ClassificationSettings.class, entries);
    }

    @Override
    public Objective<LabelledBatch> objective(
            LabelledDataset train, TaskOutputs outputs, Preprocessing preprocessing, TaskSettings settings) {
        return new ClassificationObjective(
                train, (ClassifierOutputs) outputs, preprocessing, (ClassificationSettings) settings);
    }

    @Override
    public Settings judging(TaskSettings settings) {
        return ((ClassificationSettings) settings).mirrored() ? MIRRORED : Settings.NONE;
    }

    @Override
    public int evaluationBatch() {
        return EVALUATION_BATCH;
    }

    @Override
    public String decisiveMetric(TaskOutputs outputs) {
        return isExclusive(outputs) ? ClassificationEvaluation.TOP1 : MultiLabelEvaluation.MAP;
    }

    @Override
    public List<String> metrics(TaskOutputs outputs) {
        return isExclusive(outputs)
                ? List.of(ClassificationEvaluation.LOSS, ClassificationEvaluation.TOP1, ClassificationEvaluation.TOP5)
                : List.of(ClassificationEvaluation.LOSS, MultiLabelEvaluation.MAP, MultiLabelEvaluation.F1);
    }

    /** Whether an image is of a single class can be learned, too, where it may be of none. */
    @Override
    public int leastClasses(TaskOutputs outputs) {
        return isExclusive(outputs) ? 2 : 1;
    }

    private static boolean isExclusive(TaskOutputs outputs) {
        return ((ClassifierOutputs) outputs).scores().exclusive();
    }
}
