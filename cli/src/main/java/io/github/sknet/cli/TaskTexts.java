package io.github.sknet.cli;

import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.graph.task.Task;
import io.github.sknet.train.TrainingTask;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What help texts say of the tasks there are: a description names it {@code ${bundle:tasks.all}}. */
final class TaskTexts extends ResourceBundle {

    private static final Map<String, Supplier<String>> TEXTS = Map.of(
            "tasks.all",
            () -> enumerated(Task.all().stream().map(Task::id).toList()),
            "recipes.all",
            () -> TrainingTask.all().stream()
                    .map(task -> "To " + task.id() + ": " + enumerated(task.recipes()))
                    .collect(Collectors.joining(". ")),
            "data.forms",
            () -> DatasetTask.all().stream()
                    .map(task -> "To " + task.id() + ": " + task.forms())
                    .collect(Collectors.joining(". ")));

    /** {@code a, b or c}. */
    private static String enumerated(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    @Override
    protected Object handleGetObject(String key) {
        return TEXTS.containsKey(key) ? TEXTS.get(key).get() : null;
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(TEXTS.keySet());
    }
}
