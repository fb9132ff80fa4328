package io.github.sknet.training;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.task.ClassHead;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.train.run.FineTuning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model file that a run starts from, and what its classes are to the data's.
 *
 * @param file where it is
 * @param model what it holds
 * @param classes those of the network that is trained
 */
record StartingPoint(Path file, ModelFile model, ClassMatch classes) {

    /** A file of which less fits is taken only where that is asked for: most likely it is another than was meant. */
    private static final double LEAST_SHARE = 0.5;

    private static final String FROM = "from";
    private static final String CLASSES = "classes";

    /**
     * Reads a file.
     *
     * @param task of the network that is trained: a file of another says nothing of its classes
     * @param seen what the data is like
     * @param ordered whether the user has said the order of the data's classes
     */
    static StartingPoint read(Path file, String task, DataGlimpse seen, boolean ordered) throws IOException {
        ModelFile model = ModelFile.read(file);
        ClassMatch classes = model.task().id().equals(task)
                ? ClassMatch.of(model, seen, ordered)
                : new ClassMatch(ClassMatch.Kind.SAME, seen.labels());
        return new StartingPoint(file, model, classes);
    }

    /**
     * A network with those of the file's weights that fit it.
     *
     * @param made the network with fresh weights
     * @param reasons is told what was taken
     * @throws IllegalArgumentException when hardly anything fits, and that is not forced
     */
    ModelFile fillIn(ModelFile made, long seed, boolean force, Map<String, String> reasons) {
        ClassHead head = ClassHead.of(made.graph(), made.outputs());
        FineTuning tuning = FineTuning.from(model.weights(), made.graph(), anew(head), seed);
        double share = tuning.share(head.parameters());
        if (!force && share < LEAST_SHARE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s hardly fits the network: %s, %.0f %% of its parameters without the head; --force trains all the same",
                    file,
                    tuning.describe(),
                    100 * share));
        }
        tell(tuning, head, reasons);
        return made.withWeights(tuning.weights());
    }

    /**
     * The file's own network, with another head where the data has other classes.
     *
     * @param reasons is told what was taken
     * @throws IllegalArgumentException when the network's head can't be made anew
     */
    ModelFile ownNetwork(long seed, Map<String, String> reasons) {
        if (classes.kind() != ClassMatch.Kind.OTHER) {
            FineTuning all = new FineTuning(model.weights(), List.of());
            tell(all, new ClassHead(model.graph(), Set.of()), reasons);
            return model;
        }
        ClassHead old = ClassHead.of(model.graph(), model.outputs());
        Graph graph = old.withClasses(classes.labels().size());
        ClassHead head = new ClassHead(graph, old.nodes());
        FineTuning tuning = FineTuning.from(model.weights(), graph, anew(head), seed);
        tell(tuning, head, reasons);
        TaskOutputs outputs = model.task().outputs(graph, model.outputs().toMap());
        return new ModelFile(
                graph,
                tuning.weights(),
                outputs,
                List.of(),
                model.preprocessing(),
                model.architecture()
                        .map(known -> known.withClasses(outputs.classes()))
                        .filter(known -> known.build().equals(graph)),
                Optional.empty());
    }

    private Set<String> anew(ClassHead head) {
        return classes.kind() == ClassMatch.Kind.OTHER ? head.parameters() : Set.of();
    }

    private void tell(FineTuning tuning, ClassHead head, Map<String, String> reasons) {
        reasons.put(FROM, file + ": " + tuning.describe());
        classes.describe(file, model, List.copyOf(head.nodes())).ifPresent(said -> reasons.put(CLASSES, said));
    }
}
