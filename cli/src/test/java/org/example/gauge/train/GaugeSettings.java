package org.example.gauge.train;

import io.github.sknet.train.Records;
import io.github.sknet.train.TaskSettings;
import java.util.Map;
import org.example.gauge.graph.GaugeTask;

/**
 * What a recipe says of gauges alone.
 *
 * @param lossScale what the squared error is multiplied by, above 0
 */
public record GaugeSettings(double lossScale) implements TaskSettings {

    public GaugeSettings {
        if (!(lossScale > 0)) {
            throw new IllegalArgumentException("The loss's scale must be above 0, not " + lossScale);
        }
    }

    @Override
    public String task() {
        return GaugeTask.ID;
    }

    @Override
    public Map<String, Object> toMap() {
        return Records.toMap(this);
    }
}
