package io.github.sknet.training;

import io.github.sknet.datasets.Parts;
import io.github.sknet.datasets.classify.DatasetSplits;
import io.github.sknet.datasets.classify.Subset;
import io.github.sknet.datasets.detect.DetectionDataset;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.report.findings.ClassificationFindings;
import io.github.sknet.report.findings.DetectionFindings;
import io.github.sknet.report.findings.Findings;
import io.github.sknet.report.findings.SegmentationFindings;
import io.github.sknet.train.detect.DetectionTask;
import io.github.sknet.train.run.ClassificationTask;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.TrainingResult;
import io.github.sknet.train.run.TrainingTask;
import io.github.sknet.train.segment.SegmentationTask;
import io.github.sknet.train.torch.Hardware;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The data of a plan, opened for its task.
 *
 * @param labels the classes' names
 * @param task what is trained
 * @param examination looks at a trained network
 * @param source what is to be closed at the end
 */
record TrainingData(List<String> labels, TrainingTask<?> task, Examination examination, Closeable source)
        implements Closeable {

    /** Who stops a run does not want to wait for long. */
    private static final int IMAGES_WHEN_STOPPED = 500;

    /** Looks at a trained network. */
    @FunctionalInterface
    interface Examination {

        /**
         * Looks at a network.
         *
         * @param model its file
         * @param images at most so many of the images that the run is judged by, spread evenly
         */
        Findings findings(Path model, int images) throws IOException;
    }

    static TrainingData open(TrainingPlan plan, Hardware hardware) throws IOException {
        return switch (plan.architecture().task()) {
            case CLASSIFY -> classification(plan, hardware);
            case DETECT -> detection(plan, hardware);
            case SEGMENT -> segmentation(plan, hardware);
        };
    }

    private static TrainingData classification(TrainingPlan plan, Hardware hardware) throws IOException {
        DatasetSplits splits = plan.data().images();
        DatasetSplits.Training parts =
                splits.forTraining(plan.heldOut(), plan.recipe().seed());
        return new TrainingData(
                splits.labels(),
                new ClassificationTask(parts, plan.preprocessing(), plan.recipe(), hardware),
                (model, images) -> ClassificationFindings.of(
                        model,
                        Subset.evenly(parts.validation(), images),
                        hardware.threads(),
                        plan.recipe().mirrored()),
                splits::close);
    }

    private static TrainingData detection(TrainingPlan plan, Hardware hardware) throws IOException {
        Parts<DetectionDataset> splits = plan.data().boxes(plan.problems());
        Parts.Training<DetectionDataset> parts =
                splits.forTraining(plan.heldOut(), plan.recipe().seed());
        return new TrainingData(
                parts.train().labels(),
                new DetectionTask(parts, plan.architecture().build(), plan.preprocessing(), plan.recipe(), hardware),
                (model, images) ->
                        DetectionFindings.of(model, parts.validation().evenly(images), hardware.threads()),
                splits::close);
    }

    private static TrainingData segmentation(TrainingPlan plan, Hardware hardware) throws IOException {
        Parts<SegmentationDataset> splits = plan.data().masks(plan.problems());
        Parts.Training<SegmentationDataset> parts =
                splits.forTraining(plan.heldOut(), plan.recipe().seed());
        return new TrainingData(
                parts.train().labels(),
                new SegmentationTask(parts, plan.preprocessing(), plan.recipe(), hardware),
                (model, images) ->
                        SegmentationFindings.of(model, parts.validation().evenly(images), hardware.threads()),
                splits::close);
    }

    /** What the run's best network does on the images that it is judged by. */
    Findings findings(RunDirectory directory, TrainingResult result) throws IOException {
        if (result.bestEpoch() == 0) {
            return Findings.NONE;
        }
        boolean stopped = result.end() == TrainingResult.End.STOPPED;
        return examination.findings(directory.best(), stopped ? IMAGES_WHEN_STOPPED : Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        try (source) {
            task.close();
        }
    }
}
