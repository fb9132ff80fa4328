package io.github.sknet.training.reporting;

import io.github.sknet.report.CurvePlan;
import io.github.sknet.report.html.CurvesSection;
import io.github.sknet.report.html.LineChart;
import io.github.sknet.train.run.EpochMetrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The curves of a run, from the rows of its {@code metrics.csv}. */
final class RunCurves {

    /** More lines in a chart can't be told apart. */
    private static final int LINES = 12;

    private RunCurves() {}

    /** What every run records, whatever its task is. */
    private static List<CurvePlan> ofEveryRun() {
        return List.of(
                CurvePlan.of("learning rate", "").with("learning_rate", "learning rate"),
                CurvePlan.of("time of an epoch", "s").with("seconds", "training"),
                CurvePlan.of("speed", "images/s").with("images_per_second", "training"),
                CurvePlan.of("waiting for data", "share of time").with("waiting_share", "waiting"),
                CurvePlan.of("memory", "MiB").with("resident_mib", "resident"));
    }

    /**
     * The charts of a run.
     *
     * @param ofTask those of its task
     */
    static CurvesSection of(List<CurvePlan> ofTask, List<EpochMetrics> rows) {
        List<CurvePlan> plans = new ArrayList<>(ofTask);
        plans.addAll(ofEveryRun());
        Set<String> unplanned = new LinkedHashSet<>();
        rows.forEach(row -> unplanned.addAll(row.values().keySet()));
        plans.forEach(plan -> unplanned.removeAll(plan.lines().keySet()));
        plans.addAll(ofClasses(unplanned));
        unplanned.stream()
                .filter(column -> !MetricNames.isOfClass(column))
                .forEach(column -> plans.add(CurvePlan.of(column, "").with(column, column)));
        return new CurvesSection(
                "Curves",
                plans.stream()
                        .filter(plan -> rows.isEmpty() || isKnown(plan, rows))
                        .map(plan -> chart(plan, rows))
                        .toList());
    }

    /** A task tells of other figures where its classes do not exclude each other. */
    private static boolean isKnown(CurvePlan plan, List<EpochMetrics> rows) {
        return rows.stream()
                .anyMatch(row -> !Collections.disjoint(
                        row.values().keySet(), plan.lines().keySet()));
    }

    /** A chart for each metric of single classes, where they are few enough to be told apart. */
    private static List<CurvePlan> ofClasses(Set<String> columns) {
        Map<String, CurvePlan> plans = new LinkedHashMap<>();
        columns.stream().filter(MetricNames::isOfClass).forEach(column -> {
            String[] parts = MetricNames.parts(column);
            plans.merge(
                    parts[0],
                    CurvePlan.of(parts[0] + " of classes", "").with(column, parts[1]),
                    (plan, more) -> plan.with(column, parts[1]));
        });
        return plans.values().stream()
                .filter(plan -> plan.lines().size() <= LINES)
                .toList();
    }

    private static LineChart chart(CurvePlan plan, List<EpochMetrics> rows) {
        List<LineChart.Line> lines = new ArrayList<>();
        plan.lines().forEach((column, name) -> {
            List<EpochMetrics> known = rows.stream()
                    .filter(row -> row.values().containsKey(column))
                    .toList();
            lines.add(new LineChart.Line(
                    name,
                    known.stream().map(row -> (double) row.epoch()).toList(),
                    known.stream().map(row -> row.values().get(column)).toList()));
        });
        return new LineChart(plan.title(), "epoch", plan.unit(), lines);
    }
}
