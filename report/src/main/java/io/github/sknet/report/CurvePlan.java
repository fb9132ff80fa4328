package io.github.sknet.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which of a run's figures stand together in a chart.
 *
 * @param title what is shown: {@code accuracy}
 * @param unit of all of them; may be empty
 * @param lines by column of the run's {@code metrics.csv} ({@code train_…} is measured in training, {@code val_…} in validation),
 *     in order: what the legend calls it
 */
public record CurvePlan(String title, String unit, Map<String, String> lines) {

    public CurvePlan {
        lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    }

    /** A chart without lines yet. */
    public static CurvePlan of(String title, String unit) {
        return new CurvePlan(title, unit, Map.of());
    }

    /** The same with one more line. */
    public CurvePlan with(String column, String name) {
        Map<String, String> more = new LinkedHashMap<>(lines);
        more.put(column, name);
        return new CurvePlan(title, unit, more);
    }
}
