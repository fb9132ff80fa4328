package org.example.gauge.datasets;

import io.github.sknet.datasets.Evaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.example.gauge.graph.GaugeTask;

/**
 * How good a gauge was.
 *
 * @param error the mean distance from what is true
 */
public record BrightnessEvaluation(int images, double error, List<String> broken) implements Evaluation {

    /** 1 where every value is right: the metric by which the best network is chosen. */
    public static final String CLOSENESS = "closeness";

    public BrightnessEvaluation {
        broken = List.copyOf(broken);
    }

    @Override
    public Map<String, Double> metrics() {
        return Map.of(CLOSENESS, 1 - error);
    }

    @Override
    public List<String> lines() {
        return List.of(String.format(Locale.ROOT, "%d images: off by %.3f", images, error));
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("task", GaugeTask.ID);
        map.put("images", images);
        map.put(CLOSENESS, 1 - error);
        map.put("broken", broken.size());
        return map;
    }
}
