package io.github.sknet.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every task's models are judged by its data sets the same way, right to the last figure and whatever is broken. */
class EvaluationTest {
    private static final BatchLoader.Settings FOUR_AT_ONCE = BatchLoader.Settings.evaluation(4, 2);

    @TempDir
    private Path folder;

    private final List<Integer> progress = new ArrayList<>();

    static Stream<DatasetTask<?, ?>> tasks() {
        return DatasetTask.all().stream();
    }

    private Evaluation evaluate(DatasetTask<?, ?> task, VisionModel<?> model, BatchLoader.Settings settings)
            throws IOException {
        return evaluateAs(task, model, settings);
    }

    private <D extends Dataset<D>, B extends Batch> Evaluation evaluateAs(
            DatasetTask<D, B> task, VisionModel<?> model, BatchLoader.Settings settings) throws IOException {
        DataSource source = task.forModel(DataSource.of(folder.toString()), model.named() ? model.labels() : List.of());
        try (model;
                Splits<D> splits = source.open(task, new AnnotationProblems(true))) {
            return task.evaluate(splits.forEvaluation(), model, settings, progress::add);
        }
    }

    private static VisionModel<?> model(DatasetTask<?, ?> task) {
        return ColorNetworks.of(task.id(), ColorData.LABELS);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whoIsAlwaysRightHasTheBestFigures(DatasetTask<?, ?> task) throws IOException {
        ColorData.write(task.id(), folder);
        Evaluation evaluation = evaluate(task, model(task), FOUR_AT_ONCE);
        assertEquals(ColorData.IMAGES, evaluation.images());
        assertEquals(List.of(), evaluation.broken());
        assertEquals(List.of(4, 6), progress);
        for (String figure : List.of("top1", "top5", "AP", "APsmall", "AR100", "meanIoU", "pixelAccuracy")) {
            if (evaluation.metrics().containsKey(figure)) {
                assertEquals(1, evaluation.metrics().get(figure), 1e-9, figure);
            }
        }
        assertTrue(
                evaluation.metrics().values().contains(1.0),
                evaluation.metrics().toString());
        Map<String, Object> json = Json.read(evaluation.toJson());
        assertEquals(task.id(), json.get("task"));
        assertEquals(ColorData.IMAGES, json.get("images"));
        assertEquals(0, json.get("broken"));
        assertEquals(List.copyOf(ColorData.LABELS), List.copyOf(((Map<?, ?>) json.get("classes")).keySet()));
        assertTrue(
                evaluation.lines().get(0).startsWith("6 images"),
                evaluation.lines().get(0));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void aBrokenImageIsNamedSkippedAndCounted(DatasetTask<?, ?> task) throws IOException {
        Path broken = ColorData.write(task.id(), folder).get(1);
        Files.write(broken, new byte[] {1, 2, 3});
        assertOneIsBroken(task, broken);
    }

    /** As for an image: its mask is broken, or of another size. */
    @Test
    void aBrokenMaskIsNamedSkippedAndCounted() throws IOException {
        DatasetTask<?, ?> task = DatasetTask.named(SegmentTask.ID);
        Path image = ColorData.write(task.id(), folder).get(1);
        Path mask = ColorData.mask(folder, 1);
        byte[] whole = Files.readAllBytes(mask);
        Files.write(mask, new byte[] {1, 2, 3});
        assertOneIsBroken(task, mask);
        Files.write(mask, whole);
        ColorData.png(image, new Image(3, 2, 3, new byte[18]));
        progress.clear();
        assertOneIsBroken(task, image);
    }

    private void assertOneIsBroken(DatasetTask<?, ?> task, Path broken) throws IOException {
        Evaluation evaluation = evaluate(task, model(task), FOUR_AT_ONCE);
        assertEquals(ColorData.IMAGES - 1, evaluation.images());
        assertEquals(1, evaluation.broken().size());
        assertTrue(
                evaluation.broken().get(0).startsWith(broken.toString()),
                evaluation.broken().get(0));
        assertTrue(
                evaluation.metrics().values().contains(1.0),
                evaluation.metrics().toString());
        assertEquals(1, Json.read(evaluation.toJson()).get("broken"));
        assertEquals(List.of(4, 6), progress, "a broken image is done, too");
        String fatal = assertThrows(IOException.class, () -> evaluate(task, model(task), FOUR_AT_ONCE.withStrict(true)))
                .getMessage();
        assertEquals(evaluation.broken().get(0), fatal);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void ifNoImageCanBeReadNothingIsJudged(DatasetTask<?, ?> task) throws IOException {
        List<Path> files = ColorData.write(task.id(), folder);
        for (Path file : files) {
            Files.write(file, new byte[] {1, 2, 3});
        }
        String message = assertThrows(DatasetException.class, () -> evaluate(task, model(task), FOUR_AT_ONCE))
                .getMessage();
        assertTrue(
                message.startsWith("None of the data set's images can be read; the first: " + files.get(0)), message);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void aModelWhoseClassesHaveNoNamesIsJudgedByAsMany(DatasetTask<?, ?> task) throws IOException {
        ColorData.write(task.id(), folder);
        Evaluation evaluation = evaluate(task, ColorNetworks.of(task.id(), List.of()), FOUR_AT_ONCE);
        assertEquals(ColorData.IMAGES, evaluation.images());
        assertTrue(
                evaluation.metrics().values().contains(1.0),
                evaluation.metrics().toString());
    }

    /** A class that occurs nowhere is no part of a mean, and named. */
    @ParameterizedTest
    @MethodSource("tasks")
    <D extends Dataset<D>, B extends Batch> void classesWithoutASampleAreNamedAndCountForNothing(DatasetTask<D, B> task)
            throws IOException {
        ColorData.write(task.id(), folder);
        try (Splits<D> splits = DataSource.of(folder.toString()).open(task, new AnnotationProblems(true));
                VisionModel<?> model = model(task)) {
            D one = splits.forEvaluation().subset(new int[] {0});
            Evaluation evaluation = task.evaluate(one, model, FOUR_AT_ONCE, progress::add);
            List<String> expected = new ArrayList<>();
            int[] counts = one.imagesByClass();
            for (int label = 0; label < counts.length; label++) {
                if (counts[label] == 0) {
                    expected.add(one.labels().get(label));
                }
            }
            assertFalse(expected.isEmpty());
            assertEquals(expected, evaluation.absent());
            assertEquals(
                    "without a sample: " + String.join(", ", expected),
                    evaluation.lines().get(evaluation.lines().size() - 1));
            assertEquals(
                    one.labels().size() - expected.size(),
                    evaluation.classMetrics().size());
            assertTrue(evaluation.classMetrics().values().stream().allMatch(value -> Math.abs(value - 1) < 1e-9));
            assertTrue(evaluation.metrics().values().contains(1.0));
        }
    }

    /** Whoever says what is no number is not judged. */
    @ParameterizedTest
    @MethodSource("tasks")
    <D extends Dataset<D>, B extends Batch> void answersThatAreNoNumbersEndTheJudging(DatasetTask<D, B> task)
            throws IOException {
        ColorData.write(task.id(), folder);
        try (Splits<D> splits = DataSource.of(folder.toString()).open(task, new AnnotationProblems(true));
                VisionModel<?> model = ColorNetworks.broken(task.id(), ColorData.LABELS)) {
            D dataset = splits.forEvaluation();
            String sentence = assertThrows(
                            NotANumberException.class, () -> task.evaluate(dataset, model, FOUR_AT_ONCE, progress::add))
                    .getMessage();
            assertTrue(sentence.contains(" holds NaN or an infinity in the batch of " + dataset.name(0)), sentence);
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    <D extends Dataset<D>, B extends Batch> void aModelOfOtherClassesIsRefused(DatasetTask<D, B> task)
            throws IOException {
        ColorData.write(task.id(), folder);
        try (Splits<D> splits = DataSource.of(folder.toString()).open(task, new AnnotationProblems(true));
                VisionModel<?> other = ColorNetworks.of(task.id(), List.of("cherry", "sky", "grass"))) {
            D dataset = splits.forEvaluation();
            assertEquals(
                    "The data's classes are not the model's: number 1 is 'grass' in the data and 'sky' in the model",
                    refused(() -> task.evaluate(dataset, other, FOUR_AT_ONCE, progress::add)));
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    <D extends Dataset<D>, B extends Batch> void aModelOfAnotherTaskIsRefused(DatasetTask<D, B> task)
            throws IOException {
        ColorData.write(task.id(), folder);
        try (Splits<D> splits = DataSource.of(folder.toString()).open(task, new AnnotationProblems(true))) {
            D dataset = splits.forEvaluation();
            for (DatasetTask<?, ?> other : DatasetTask.all()) {
                if (!other.id().equals(task.id())) {
                    try (VisionModel<?> model = model(other)) {
                        String message = refused(() -> task.judge(dataset, model));
                        assertTrue(
                                message.matches("What is judged here is a \\w+, not a "
                                        + model.getClass().getSimpleName()),
                                message);
                    }
                }
            }
        }
    }

    private static String refused(Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }
}
