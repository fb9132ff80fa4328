package io.github.sknet.cli;

import io.github.sknet.graph.task.Task;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The task, which a model knows; to say it as well is a check. */
final class TaskOption {

    @Option(names = "--task", paramLabel = "NAME", description = "${bundle:tasks.all}; the model's own if not given.")
    private String wanted;

    /**
     * Checks what was said.
     *
     * @param known the model's task
     * @param model what messages call it
     * @throws IllegalArgumentException when another task was named
     */
    void require(Task known, Object model) {
        require(known.id(), model);
    }

    /** The same by the task's name. */
    void require(String known, Object model) {
        if (wanted != null && !wanted.toLowerCase(Locale.ROOT).equals(known)) {
            throw new IllegalArgumentException(model + " is a model to " + known + ", not to " + wanted);
        }
    }
}
