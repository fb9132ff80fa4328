package io.github.sknet.training.reporting;

import io.github.sknet.report.html.CurvesSection;
import io.github.sknet.report.html.LineChart;
import io.github.sknet.train.run.EpochMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The curves of a run, from the rows of its {@code metrics.csv}. */
final class RunCurves {

    /**
     * What stands in one chart.
     *
     * @param lines what the legend calls each column
     */
    private record Plan(String title, String unit, Map<String, String> lines) {}

    private RunCurves() {}

    private static List<Plan> plans() {
        return List.of(
                plan("loss", "", "train_loss", "training", "val_loss", "validation"),
                plan(
                        "accuracy",
                        "share",
                        "train_accuracy",
                        "training",
                        "val_top1",
                        "validation",
                        "val_top5",
                        "validation, best five"),
                plan("average precision", "", "val_AP", "AP", "val_AP50", "AP50", "val_AP75", "AP75"),
                plan("AP by size", "", "val_APsmall", "small", "val_APmedium", "medium", "val_APlarge", "large"),
                plan("recall", "", "val_AR1", "1 box", "val_AR10", "10 boxes", "val_AR100", "100 boxes"),
                plan("recall by size", "", "val_ARsmall", "small", "val_ARmedium", "medium", "val_ARlarge", "large"),
                plan("masks", "share", "val_meanIoU", "mean IoU", "val_pixelAccuracy", "pixel accuracy"),
                plan("learning rate", "", "learning_rate", "learning rate"),
                plan("time of an epoch", "s", "seconds", "training"),
                plan("speed", "images/s", "images_per_second", "training"),
                plan("waiting for data", "share of time", "waiting_share", "waiting"),
                plan("memory", "MiB", "resident_mib", "resident"));
    }

    /** Columns and what their lines are called, in turns. */
    private static Plan plan(String title, String unit, String... columnsAndNames) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndNames.length; i += 2) {
            lines.put(columnsAndNames[i], columnsAndNames[i + 1]);
        }
        return new Plan(title, unit, lines);
    }

    static CurvesSection of(List<EpochMetrics> rows) {
        Set<String> unplanned = new LinkedHashSet<>();
        rows.forEach(row -> unplanned.addAll(row.values().keySet()));
        List<Plan> plans = new ArrayList<>(plans());
        plans.forEach(plan -> unplanned.removeAll(plan.lines.keySet()));
        unplanned.forEach(column -> plans.add(new Plan(column, "", Map.of(column, column))));
        return new CurvesSection(
                "Curves", plans.stream().map(plan -> chart(plan, rows)).toList());
    }

    private static LineChart chart(Plan plan, List<EpochMetrics> rows) {
        List<LineChart.Line> lines = new ArrayList<>();
        plan.lines.forEach((column, name) -> {
            List<EpochMetrics> known = rows.stream()
                    .filter(row -> row.values().containsKey(column))
                    .toList();
            lines.add(new LineChart.Line(
                    name,
                    known.stream().map(row -> (double) row.epoch()).toList(),
                    known.stream().map(row -> row.values().get(column)).toList()));
        });
        return new LineChart(plan.title, "epoch", plan.unit, lines);
    }
}
