package io.github.sknet.cli;

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
     * @return {@code known}
     */
    String require(String known, String model) {
        if (wanted != null && !wanted.toLowerCase(Locale.ROOT).equals(known)) {
            throw new IllegalArgumentException(model + " is a model to " + known + ", not to " + wanted);
        }
        return known;
    }
}
