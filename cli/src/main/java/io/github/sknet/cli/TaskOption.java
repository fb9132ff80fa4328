package io.github.sknet.cli;

import io.github.sknet.graph.models.Task;
import picocli.CommandLine.Option;

/** The task, which a model knows; to say it as well is a check. */
final class TaskOption {

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description = "classify, detect or segment; the model's own if not given.")
    private Task wanted;

    /**
     * Checks what was said.
     *
     * @param known the model's task
     * @param model what messages call it
     * @return {@code known}
     */
    Task require(Task known, String model) {
        if (wanted != null && wanted != known) {
            throw new IllegalArgumentException(model + " is a model to " + known.id() + ", not to " + wanted.id());
        }
        return known;
    }
}
