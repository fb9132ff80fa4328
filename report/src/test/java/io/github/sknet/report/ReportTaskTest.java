package io.github.sknet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.datasets.Evaluation;
import io.github.sknet.datasets.classify.ClassificationEvaluation;
import io.github.sknet.datasets.classify.MultiLabelEvaluation;
import io.github.sknet.datasets.detect.DetectionEvaluation;
import io.github.sknet.datasets.metrics.ClassificationMetrics;
import io.github.sknet.datasets.metrics.MultiLabelMetrics;
import io.github.sknet.datasets.metrics.SegmentationMetrics;
import io.github.sknet.datasets.metrics.coco.CocoEvaluator;
import io.github.sknet.datasets.metrics.coco.CocoGroundTruth;
import io.github.sknet.datasets.segment.SegmentationEvaluation;
import io.github.sknet.graph.task.Task;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportTaskTest {

    @Test
    void everyTaskIsReportedOn() {
        assertEquals(
                Task.all().stream().map(Task::id).toList(),
                ReportTask.all().stream().map(ReportTask::id).toList());
        for (Task task : Task.all()) {
            assertEquals(task.id(), ReportTask.named(task.id()).id());
        }
        String message = assertThrows(IllegalArgumentException.class, () -> ReportTask.named("sing"))
                .getMessage();
        assertEquals("Nothing here reports on the task 'sing'; there are: classify, detect, segment", message);
    }

    @Test
    void eachFigureOfAnEvaluationHasItsChart() {
        List<String> labels = List.of("cat", "dog");
        assertCharted(
                "classify",
                new ClassificationEvaluation(labels, new ClassificationMetrics(2), List.of()),
                new MultiLabelEvaluation(labels, new MultiLabelMetrics(2, 0.5), List.of()));
        CocoGroundTruth nothing = new CocoGroundTruth(List.of(), List.of(), List.of());
        assertCharted(
                "detect",
                new DetectionEvaluation(CocoEvaluator.evaluate(nothing, List.of()), nothing, List.of(), List.of()));
        assertCharted(
                "segment",
                new SegmentationEvaluation(labels, new SegmentationMetrics(2, OptionalInt.empty()), 0, List.of()));
    }

    private static void assertCharted(String task, Evaluation... evaluations) {
        assertEquals(
                Stream.of(evaluations)
                        .flatMap(evaluation -> evaluation.metrics().keySet().stream())
                        .collect(Collectors.toSet()),
                ReportTask.named(task).curves().stream()
                        .flatMap(plan -> plan.lines().keySet().stream())
                        .filter(column -> column.startsWith("val_"))
                        .map(column -> column.substring("val_".length()))
                        .collect(Collectors.toSet()));
    }

    @Test
    void theLinesOfAChartKeepTheirOrder() {
        CurvePlan plan =
                CurvePlan.of("accuracy", "share").with("val_top5", "five").with("val_top1", "one");
        assertEquals(List.of("val_top5", "val_top1"), List.copyOf(plan.lines().keySet()));
        assertEquals(List.of("five", "one"), List.copyOf(plan.lines().values()));
        assertThrows(UnsupportedOperationException.class, () -> plan.lines().put("loss", "loss"));
    }
}
