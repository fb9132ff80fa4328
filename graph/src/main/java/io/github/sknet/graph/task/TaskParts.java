package io.github.sknet.graph.task;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the modules do for tasks, looked up by the task's name: one way for all of them. */
public final class TaskParts {

    private TaskParts() {}

    /**
     * The part for a task.
     *
     * @param all the parts that there are
     * @param id tells the name of a part's task
     * @param wanted the task's name
     * @param lacking how the sentence begins that says that there is none; the names of those there are follow
     * @throws IllegalArgumentException with that sentence
     */
    public static <T> T named(List<T> all, Function<T, String> id, String wanted, String lacking) {
        return all.stream()
                .filter(part -> id.apply(part).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        lacking + all.stream().map(id).collect(Collectors.joining(", "))));
    }
}
