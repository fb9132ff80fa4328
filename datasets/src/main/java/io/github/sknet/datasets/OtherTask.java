package io.github.sknet.datasets;

import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.task.Task;
import java.io.IOException;
import java.util.Optional;

/**
 * What data is that is for another task than the one that it was given to.
 *
 * @param location of the data
 * @param task the name of the task that it is for
 * @param sign by what that is told, as {@link DatasetTask#sign} says it
 */
public record OtherTask(String location, String task, String sign) {

    /**
     * Looks for the signs of the other tasks there are.
     *
     * @param task the name of the one that the data was given to
     * @return empty where there is no sign of any
     */
    public static Optional<OtherTask> of(DataSource source, String task) throws IOException {
        for (DatasetTask<?, ?> other : DatasetTask.all()) {
            if (!other.id().equals(task)) {
                Optional<String> sign = other.sign(source);
                if (sign.isPresent()) {
                    return Optional.of(new OtherTask(source.location(), other.id(), sign.get()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The sentence that refuses the data.
     *
     * @param wanted the name of the task that it was given to
     */
    public IllegalArgumentException refusal(String wanted) {
        String model = Models.of(Task.named(task)).stream()
                .findFirst()
                .map(RegisteredModel::name)
                .map(name -> "; a model for it is " + name + " (--model)")
                .orElse("");
        return new IllegalArgumentException(
                location + " is data to " + task + ", not to " + wanted + ": " + sign + model);
    }
}
