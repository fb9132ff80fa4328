package io.github.sknet.cli;

import io.github.sknet.graph.task.Task;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The task, which a model knows; to say it as well is a check. */
final class TaskOption {

    @Option(
            names = "--task",
            paramLabel = "NAME",
            converter = Converter.class,
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
        if (wanted != null && !wanted.equals(known)) {
            throw new IllegalArgumentException(model + " is a model to " + known.id() + ", not to " + wanted.id());
        }
        return known;
    }

    /** What a command throws that has no part for a task. */
    static IllegalArgumentException unknown(Task task) {
        return new IllegalArgumentException("This command does not know the task '" + task.id() + "'");
    }

    /** Reads a task's name. */
    static final class Converter implements ITypeConverter<Task> {

        @Override
        public Task convert(String name) {
            try {
                return Task.named(name.toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
