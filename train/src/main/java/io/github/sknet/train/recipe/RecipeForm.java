package io.github.sknet.train.recipe;

import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.text.Suggestion;
import io.github.sknet.train.Records;
import io.github.sknet.train.TaskSettings;
import io.github.sknet.train.TrainingTask;
import io.github.sknet.train.optim.OptimiserSettings;
import io.github.sknet.train.optim.Schedule;
import io.github.sknet.train.torch.Precision;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A recipe's entries by name. A task's stand among the recipe's own, and so the name of an entry tells whose it is.
 */
final class RecipeForm {

    private static final String OWNER = "The recipe";
    private static final String TASK = "task";
    private static final String BASE = "base";

    /** The recipe that says everything, from which others differ. */
    private static final String ROOT = "cpu";

    /** What version 0.1 wrote for its tasks into every recipe, without naming one. */
    private static final Set<String> OF_ALL_TASKS_IN_0_1 =
            Set.of("labelSmoothing", "classWeights", "augmentation", "crops", "mirrored", "detection", "segmentation");

    private RecipeForm() {}

    static Map<String, Object> toMap(Recipe recipe) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put(TASK, recipe.task());
        entries.put("epochs", recipe.epochs());
        entries.put("batchSize", recipe.batchSize());
        entries.put("accumulation", recipe.gradients().accumulation());
        entries.put("optimiser", Records.toMap(recipe.optimiser()));
        entries.put("schedule", Records.toMap(recipe.schedule()));
        entries.put("clipNorm", recipe.gradients().clipNorm());
        entries.put("averageDecay", recipe.averageDecay());
        entries.put("monitor", recipe.monitoring().metric());
        entries.put("patience", recipe.monitoring().patience());
        entries.put("precision", recipe.precision().name());
        entries.putAll(recipe.settings().toMap());
        entries.putAll(Records.toMap(recipe.nodes()));
        entries.put("run", Records.toMap(recipe.run()));
        entries.put("seed", recipe.seed());
        return entries;
    }

    /** Reads all entries. */
    private static Recipe whole(Map<String, Object> entries) {
        Fields fields = new Fields(OWNER, entries);
        return new Recipe(
                fields.integer("epochs"),
                fields.integer("batchSize"),
                new GradientSettings(fields.integer("accumulation"), fields.number("clipNorm")),
                Records.of(OptimiserSettings.class, fields.map("optimiser")),
                Records.of(Schedule.class, fields.map("schedule")),
                fields.number("averageDecay"),
                new Monitoring(fields.text("monitor"), fields.integer("patience")),
                precision(fields),
                settings(fields),
                new NodeSettings(fields.text("whitened"), fields.texts("frozen")),
                Records.of(RunSettings.class, fields.map("run")),
                seed(fields));
    }

    private static Precision precision(Fields fields) {
        String name = fields.text("precision");
        return Arrays.stream(Precision.values())
                .filter(precision -> precision.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A recipe's precision is "
                        + Arrays.stream(Precision.values())
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(" or "))
                        + ", not '" + name + "'"));
    }

    private static TaskSettings settings(Fields fields) {
        TrainingTask<?, ?> task = TrainingTask.named(fields.text(TASK));
        Map<String, Object> own = new LinkedHashMap<>();
        task.settings().toMap().keySet().forEach(name -> own.put(name, fields.value(name)));
        return task.settings(own);
    }

    private static long seed(Fields fields) {
        Object seed = fields.value("seed");
        return seed instanceof Integer || seed instanceof Long
                ? ((Number) seed).longValue()
                : fields.refuse("seed", "a whole number of 64 bits");
    }

    /** The same entries with the task, where they do not say it, and without those of others that version 0.1 wrote. */
    static Map<String, Object> withTask(Map<String, Object> entries, String task) {
        if (entries.containsKey(TASK) || entries.containsKey(BASE)) {
            return entries;
        }
        Map<String, Object> own = new LinkedHashMap<>(entries);
        if (own.keySet().containsAll(OF_ALL_TASKS_IN_0_1)) {
            Set<String> known = TrainingTask.named(task).settings().toMap().keySet();
            own.keySet().removeIf(name -> OF_ALL_TASKS_IN_0_1.contains(name) && !known.contains(name));
        }
        own.put(TASK, task);
        return own;
    }

    /** Reads entries that say what differs from a base. */
    static Recipe read(Map<String, Object> entries) {
        Fields fields = new Fields(OWNER, entries);
        if (!fields.has(TASK) && !fields.has(BASE)) {
            throw new IllegalArgumentException(
                    "The recipe does not say for which task it is: it needs an entry 'task', "
                            + TrainingTask.all().stream().map(TrainingTask::id).collect(Collectors.joining(", "))
                            + ", or 'base'");
        }
        Map<String, Object> base = base(fields);
        String task = fields.has(TASK) ? fields.text(TASK) : (String) base.get(TASK);
        Map<String, Object> changes = new LinkedHashMap<>(entries);
        changes.remove(BASE);
        return whole(merged(new Fields(OWNER, forTask(base, task)), new Fields(OWNER, changes), "", task));
    }

    private static Map<String, Object> base(Fields fields) {
        return fields.has(BASE) ? toMap(NamedRecipes.read(fields.text(BASE))) : NamedRecipes.entries(ROOT);
    }

    /** The entries of a recipe for the given task: those of another's settings make room for the usual ones. */
    private static Map<String, Object> forTask(Map<String, Object> entries, String task) {
        String from = (String) entries.get(TASK);
        if (from.equals(task)) {
            return entries;
        }
        Map<String, Object> own = new LinkedHashMap<>(entries);
        own.keySet().removeAll(TrainingTask.named(from).settings().toMap().keySet());
        own.putAll(TrainingTask.named(task).settings().toMap());
        own.put(TASK, task);
        return own;
    }

    /** A recipe with one entry changed. */
    static Recipe with(Recipe recipe, String path, String value) {
        if (path.equals(TASK) && !value.equals(recipe.task())) {
            throw new IllegalArgumentException("A recipe for models to " + recipe.task() + " can't be made one to "
                    + value + ": start from one of "
                    + String.join(", ", TrainingTask.named(value).recipes()));
        }
        String[] names = path.split("\\.", -1);
        Object change = parsed(value);
        for (int i = names.length - 1; i >= 0; i--) {
            change = Collections.singletonMap(names[i], change);
        }
        Map<String, Object> changed =
                merged(new Fields(OWNER, toMap(recipe)), Fields.of(OWNER, change), "", recipe.task());
        try {
            return whole(changed);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + value + "' can't be the recipe's " + path + ": " + e.getMessage(), e);
        }
    }

    private static Object parsed(String value) {
        try {
            return Json.value(value);
        } catch (IllegalArgumentException notJson) {
            return value;
        }
    }

    /** All entries of a base, with changes. */
    private static Map<String, Object> merged(Fields base, Fields changes, String prefix, String task) {
        Map<String, Object> merged = new LinkedHashMap<>();
        base.names().forEach(name -> merged.put(name, base.value(name)));
        for (String name : changes.names()) {
            String path = prefix + name;
            Object change = changes.value(name);
            boolean divided = base.has(name) && base.value(name) instanceof Map;
            if (!base.has(name) || change instanceof Map && !divided) {
                throw unknown(deepest(path, change), task, Suggestion.after(name, base.names()));
            }
            if (divided && !(change instanceof Map)) {
                throw new IllegalArgumentException("The recipe's " + path + " has entries of its own: "
                        + String.join(", ", base.object(name).names()));
            }
            merged.put(name, divided ? merged(base.object(name), changes.object(name), path + ".", task) : change);
        }
        return merged;
    }

    /** The path of the only entry below an entry, as long as there is only one. */
    private static String deepest(String path, Object value) {
        if (!(value instanceof Map<?, ?> parts) || parts.size() != 1) {
            return path;
        }
        Map.Entry<?, ?> only = parts.entrySet().iterator().next();
        return deepest(path + "." + only.getKey(), only.getValue());
    }

    private static IllegalArgumentException unknown(String path, String task, String suggestion) {
        String entry = path.split("\\.")[0];
        String owners = TrainingTask.all().stream()
                .filter(other -> !other.id().equals(task))
                .filter(other -> other.settings().toMap().containsKey(entry))
                .map(TrainingTask::id)
                .collect(Collectors.joining(" or "));
        return new IllegalArgumentException(
                owners.isEmpty()
                        ? "A recipe has no entry '" + path + "'" + suggestion
                        : "'" + path + "' is for models to " + owners + "; this recipe is for " + task);
    }
}
