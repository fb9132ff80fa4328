package org.example.gauge.graph;

import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.task.TaskOutputs;
import java.util.Map;

/**
 * Where a gauge's answers come from.
 *
 * @param output the name of the output (N, 1): 0 is black, 1 is white
 */
public record GaugeOutputs(String output) implements TaskOutputs {

    @Override
    public Task task() {
        return new GaugeTask();
    }

    @Override
    public int classes() {
        return 0;
    }

    @Override
    public Map<String, Object> toMap() {
        return Map.of("output", output);
    }
}
