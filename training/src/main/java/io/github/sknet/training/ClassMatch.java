package io.github.sknet.training;

import io.github.sknet.datasets.ClassNames;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a model file's classes are to data's.
 *
 * @param kind how they relate
 * @param labels the classes of the network that is trained
 */
record ClassMatch(Kind kind, List<String> labels) {

    /** Ways of relating. */
    enum Kind {
        /** The same, or there is nothing to compare. */
        SAME,
        /** The same in another order: the file's is kept. */
        REORDERED,
        /** The file has no names: its classes are the data's, in the data's order. */
        UNNAMED_MODEL,
        /** The data has no names: its classes are the file's, in the file's order. */
        UNNAMED_DATA,
        /** Others: what the network knows of its classes is of no use. */
        OTHER
    }

    /**
     * Compares a file's classes with the data's.
     *
     * @param ordered whether the user has said the order of the data's classes
     */
    static ClassMatch of(ModelFile file, DataGlimpse data, boolean ordered) {
        List<String> known = file.labels();
        List<String> found = data.labels();
        int classes = file.outputs().classes();
        if (known.isEmpty() && !data.named() && found.size() < classes) {
            return new ClassMatch(
                    Kind.UNNAMED_MODEL,
                    IntStream.range(0, classes).mapToObj(Integer::toString).toList());
        }
        if (known.isEmpty()) {
            return new ClassMatch(found.size() == classes ? Kind.UNNAMED_MODEL : Kind.OTHER, found);
        }
        if (known.equals(found)) {
            return new ClassMatch(Kind.SAME, found);
        }
        if (!data.named() && found.size() <= known.size()) {
            return new ClassMatch(Kind.UNNAMED_DATA, known);
        }
        return !ordered && ClassNames.isReordered(known, found)
                ? new ClassMatch(Kind.REORDERED, known)
                : new ClassMatch(Kind.OTHER, found);
    }

    /** For people: what is worth knowing of it. */
    Optional<String> describe(Path file, ModelFile model, List<String> head) {
        return switch (kind) {
            case SAME -> Optional.empty();
            case REORDERED ->
                Optional.of(Json.cut(labels.toString()) + ": the data's, by name, in the order of " + file);
            case UNNAMED_MODEL ->
                labels.isEmpty()
                        ? Optional.empty()
                        : Optional.of("the data's, in the data's order: " + file + " does not name its own");
            case UNNAMED_DATA ->
                Optional.of(Json.cut(labels.toString()) + ": those of " + file
                        + ", in its order, as the data does not name its own");
            case OTHER ->
                Optional.of("the data's " + labels.size() + " " + Json.cut(labels.toString()) + ", which are not the "
                        + model.outputs().classes() + " of " + file
                        + (model.labels().isEmpty()
                                ? ""
                                : " " + Json.cut(model.labels().toString()))
                        + ": the head (" + String.join(", ", head) + ") starts anew");
        };
    }
}
