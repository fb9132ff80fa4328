package io.github.sknet.training;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Splits;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.train.TrainingTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run finds before its first step.
 *
 * @param train what is learned from
 * @param validation what is judged by
 * @param judgedBy where the best epoch is judged, for people
 * @param problems of annotations, by kind: how many
 * @param reasons those of the plan
 * @param warnings what may not be as it was meant, in a sentence each
 */
record RunOverview(
        Part train,
        Part validation,
        String judgedBy,
        Map<String, Integer> problems,
        Map<String, String> reasons,
        List<String> warnings) {

    /** Batch normalisation of fewer images is noise. */
    private static final int FEW_IMAGES = 4;

    /** More classes than these are only counted. */
    private static final int NAMED = 20;

    /**
     * Some images.
     *
     * @param images how many
     * @param classes in how many of them each class occurs, by its name
     */
    record Part(int images, Map<String, Integer> classes) {

        static Part of(Dataset<?> dataset) throws IOException {
            Map<String, Integer> classes = new LinkedHashMap<>();
            int[] counts = dataset.imagesByClass();
            for (int label = 0; label < counts.length; label++) {
                classes.merge(dataset.labels().get(label), counts[label], Integer::sum);
            }
            return new Part(dataset.size(), classes);
        }

        /** The classes that occur, or those that do not. */
        List<String> classes(boolean occurring) {
            return classes.entrySet().stream()
                    .filter(each -> each.getValue() > 0 == occurring)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        String describe() {
            String counted = classes.entrySet().stream()
                    .limit(NAMED)
                    .map(each -> each.getKey() + " " + each.getValue())
                    .collect(Collectors.joining(", "));
            return Counted.of(images, "image")
                    + (classes.isEmpty() ? "" : "; images of each class: " + counted)
                    + (classes.size() > NAMED ? " and " + (classes.size() - NAMED) + " classes more" : "");
        }

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("images", images);
            map.put("classes", classes);
            return map;
        }
    }

    /**
     * Looks at what a run is to begin with.
     *
     * @param data the images that it learns from and is judged by
     * @param annotations what was wrong with annotations when they were read
     */
    static <D extends Dataset<D>> RunOverview of(
            TrainingPlan plan, Splits<D> splits, Splits.Training<D> data, AnnotationProblems annotations)
            throws IOException {
        Part train = Part.of(data.train());
        Part validation = Part.of(data.validation());
        Map<String, Integer> problems = new LinkedHashMap<>();
        annotations
                .counts()
                .forEach((kind, count) ->
                        problems.put(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), count));
        List<String> warnings = new ArrayList<>();
        absent("to learn from", train).ifPresent(warnings::add);
        absent("to judge by", validation).ifPresent(warnings::add);
        int batch = Math.min(plan.recipe().batchSize(), train.images);
        boolean normalised = plan.model().graph().nodes().stream().anyMatch(node -> node.op() instanceof BatchNorm);
        if (normalised && batch < FEW_IMAGES) {
            warnings.add("batch normalisation takes its mean and deviation from each batch, and of " + batch
                    + " images they are noise: a larger --batch learns better");
        }
        return new RunOverview(train, validation, plan.judgedBy().describe(splits), problems, plan.reasons(), warnings);
    }

    private static Optional<String> absent(String purpose, Part part) {
        List<String> absent = part.classes(false);
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of("classes without an image " + purpose + ": " + String.join(", ", absent));
    }

    /**
     * Checks that there is something to learn and to judge by.
     *
     * @param name what messages call the data
     * @param outputs what the network's answers are made of
     * @throws DatasetException saying what is lacking
     */
    void require(String name, TrainingTask<?, ?> task, TaskOutputs outputs) throws DatasetException {
        if (train.images == 0) {
            throw new DatasetException(name + " has no images to learn from: its training part is empty");
        }
        if (validation.images == 0) {
            throw new DatasetException(name + " has no images to judge by (" + judgedBy + "): fill that part, or have"
                    + " some of the training images held out (--held-out 0.1)");
        }
        List<String> learned = train.classes(true);
        int least = task.leastClasses(outputs);
        if (learned.size() < least) {
            throw new DatasetException("The training images of " + name + " show " + learned.size() + " class"
                    + (learned.size() == 1 ? "" : "es") + " " + learned + ": to " + task.id() + " takes at least "
                    + least);
        }
    }

    /**
     * Checks that nothing is judged that can't be learned. Where images were held out by chance, that is no mistake.
     *
     * @param name what messages call the data
     * @throws DatasetException naming a class
     */
    void requireLearnable(String name) throws DatasetException {
        List<String> learned = train.classes(true);
        for (String judged : validation.classes(true)) {
            if (!learned.contains(judged)) {
                String hint = learned.stream()
                        .filter(other -> other.strip().equalsIgnoreCase(judged.strip()))
                        .map(other -> "; it has '" + other + "': is that the same?")
                        .findFirst()
                        .orElse(": add images of it, or have some of the training images held out in place of that part"
                                + " (--held-out 0.1)");
                throw new DatasetException("The part that " + name + " is judged by shows the class '" + judged
                        + "', which the training part lacks" + hint);
            }
        }
    }

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("to learn from: " + train.describe());
        lines.add("to judge by: " + validation.describe());
        lines.add("the best epoch is chosen by " + judgedBy);
        if (!problems.isEmpty()) {
            lines.add("annotations: "
                    + problems.entrySet().stream()
                            .map(each -> each.getValue() + " " + each.getKey())
                            .collect(Collectors.joining(", ")));
        }
        reasons.forEach((subject, reason) -> lines.add(subject + ": " + reason));
        warnings.forEach(warning -> lines.add("warning: " + warning));
        return lines;
    }

    /** For tools. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("train", train.toMap());
        map.put("validation", validation.toMap());
        map.put("judgedBy", judgedBy);
        map.put("problems", problems);
        map.put("warnings", warnings);
        return map;
    }
}
