package io.github.sknet.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.graph.models.Task;
import io.github.sknet.datasets.AnnotatedDataset;
import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.classify.Dataset;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.classify.DatasetSplits;
import io.github.sknet.datasets.classify.Datasets;
import io.github.sknet.datasets.Parts;
import io.github.sknet.datasets.classify.Subset;
import io.github.sknet.datasets.detect.DetectionDataset;
import io.github.sknet.datasets.detect.DetectionDatasets;
import io.github.sknet.explain.Examples;
import io.github.sknet.vision.image.Image;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.datasets.segment.SegmentationDatasets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Where images are, and how their annotations are read.
 *
 * @param location a path, or the name of a bundled data set
 * @param labels the classes' names, in the order of a network's outputs; empty for those that the data names
 * @param ignored the masks' value of pixels that do not count, besides 255
 */
record DataSource(String location, List<String> labels, OptionalInt ignored) {

    DataSource {
        labels = List.copyOf(labels);
    }

    /** A data set that names its classes. */
    static DataSource of(String location) {
        return new DataSource(location, List.of(), OptionalInt.empty());
    }

    /** The same with a model's classes, where none were named. */
    DataSource orLabels(List<String> known) {
        return labels.isEmpty() ? withLabels(known) : this;
    }

    /** The same with named classes. */
    DataSource withLabels(List<String> labels) {
        return new DataSource(location, labels, ignored);
    }

    /** Opens images with a class each. */
    DatasetSplits images() throws IOException {
        DatasetSplits splits = Datasets.open(location);
        if (!labels.isEmpty() && !labels.equals(splits.labels())) {
            splits.close();
            throw new DatasetException("The classes of " + location + " are " + splits.labels() + ", not " + labels);
        }
        return splits;
    }

    /** Opens images with boxes. */
    Parts<DetectionDataset> boxes(AnnotationProblems problems) throws IOException {
        Parts<DetectionDataset> parts = DetectionDatasets.open(Path.of(location), given(), problems);
        boolean empty = parts.parts().values().stream()
                .allMatch(part -> part.groundTruth().annotations().isEmpty());
        if (empty) {
            parts.close();
            throw new DatasetException(
                    location + " has no usable box" + (labels.isEmpty() ? "" : " of the classes " + labels));
        }
        return parts;
    }

    /** Opens images with masks. */
    Parts<SegmentationDataset> masks(AnnotationProblems problems) throws IOException {
        return SegmentationDatasets.open(Path.of(location), given(), ignored, problems);
    }

    /**
     * Uses the images to judge by; only classifiers' have labels.
     *
     * @param limit at most so many, spread evenly
     */
    <R> R examples(Task task, int limit, boolean strict, Function<Examples, R> use) throws IOException {
        return switch (task) {
            case CLASSIFY -> {
                try (DatasetSplits splits = images()) {
                    yield use.apply(Examples.of(Subset.evenly(splits.forEvaluation(), limit), strict));
                }
            }
            case DETECT -> {
                try (Parts<DetectionDataset> parts = boxes(new AnnotationProblems(strict))) {
                    yield use.apply(Examples.unlabelled(parts.forEvaluation().evenly(limit), strict));
                }
            }
            case SEGMENT -> {
                try (Parts<SegmentationDataset> parts = masks(new AnnotationProblems(strict))) {
                    yield use.apply(Examples.unlabelled(parts.forEvaluation().evenly(limit), strict));
                }
            }
        };
    }

    private Optional<List<String>> given() {
        return labels.isEmpty() ? Optional.empty() : Optional.of(labels);
    }

    /**
     * What a network must be made for.
     *
     * @param labels the classes
     * @param first an image of the training part
     */
    record Glimpse(List<String> labels, Image first) {}

    /** Looks at the training images. */
    Glimpse glimpse(Task task) throws IOException {
        return switch (task) {
            case CLASSIFY -> {
                try (DatasetSplits splits = images()) {
                    Dataset any = splits.parts().values().iterator().next();
                    yield new Glimpse(splits.labels(), any.image(0));
                }
            }
            case DETECT -> {
                try (Parts<DetectionDataset> parts = boxes(AnnotationProblems.untold())) {
                    yield glimpse(parts);
                }
            }
            case SEGMENT -> {
                try (Parts<SegmentationDataset> parts = masks(AnnotationProblems.untold())) {
                    yield glimpse(parts);
                }
            }
        };
    }

    private static <D extends AnnotatedDataset<D>> Glimpse glimpse(Parts<D> parts) throws IOException {
        D any = parts.parts().values().iterator().next();
        return new Glimpse(any.labels(), any.image(0));
    }

    /** Writes itself into a run's configuration. */
    void addTo(ObjectNode json) {
        json.put("data", location);
        json.set("labels", Json.array(labels));
        ignored.ifPresent(value -> json.put("ignore", value));
    }

    /** Reads {@link #addTo}'s form. */
    static DataSource fromJson(JsonNode json) {
        List<String> labels = new ArrayList<>();
        json.path("labels").forEach(label -> labels.add(label.asText()));
        return new DataSource(
                json.path("data").asText(),
                labels,
                json.has("ignore") ? OptionalInt.of(json.get("ignore").asInt()) : OptionalInt.empty());
    }
}
