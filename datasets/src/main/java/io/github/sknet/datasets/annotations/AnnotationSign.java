package io.github.sknet.datasets.annotations;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells by its annotations that data is of objects: most of its images have some. */
public final class AnnotationSign {

    private AnnotationSign() {}

    /**
     * Looks into a folder or a zip file.
     *
     * @param outlines whether objects with outlines are looked for, rather than with boxes
     * @return where the first of them stands; empty where there are none, and where fewer than half of the images have any
     * @throws IOException when a file can't be read
     */
    public static Optional<String> of(Path path, boolean outlines) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (FileTree tree = FileTree.open(path)) {
            Reading reading = Reading.usual(AnnotationProblems.untold());
            List<AnnotatedImage> annotated = AnnotationFormat.find(tree, reading, outlines).stream()
                    .flatMap(found -> found.parts().values().stream())
                    .flatMap(List::stream)
                    .filter(image -> image.objects().stream()
                            .anyMatch(object -> !outlines || object.outline().isPresent()))
                    .toList();
            return annotated.isEmpty() || 2 * annotated.size() < tree.images().size()
                    ? Optional.empty()
                    : Optional.of(annotated.get(0).where());
        } catch (DatasetException broken) {
            // What no reader of annotations can make sense of is no sure sign.
            return Optional.empty();
        }
    }
}
