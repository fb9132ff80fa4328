package io.github.sknet.train.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of {@code metrics.csv}.
 *
 * @param epoch from 1
 * @param values by column: {@code learning_rate}, {@code train_…} averaged over the epoch, {@code val_…}
 *     ({@code val_…:CLASS} of a single class), {@code seconds}
 *     of training, {@code images_per_second}, {@code waiting_share} (of these seconds, what waiting for data took),
 *     {@code resident_mib} (the process's memory after the epoch)
 */
public record EpochMetrics(int epoch, Map<String, Double> values) {

    public EpochMetrics {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The values without those of single classes. */
    public Map<String, Double> ofAllClasses() {
        Map<String, Double> some = new LinkedHashMap<>(values);
        some.keySet().removeIf(column -> column.contains(":"));
        return some;
    }
}
