package io.github.sknet.datasets.annotations;

import io.github.sknet.datasets.Split;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All annotations of a data set.
 *
 * @param classes the names of the classes there are, in the format's order
 * @param parts the images of each part, at least one part
 */
public record AnnotationSet(List<String> classes, Map<Split, List<AnnotatedImage>> parts) {

    public AnnotationSet {
        classes = List.copyOf(classes);
        parts = Collections.unmodifiableMap(new EnumMap<>(parts));
    }
}
