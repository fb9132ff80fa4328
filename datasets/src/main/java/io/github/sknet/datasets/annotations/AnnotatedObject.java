package io.github.sknet.datasets.annotations;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An object as an annotation has it, unchecked.
 *
 * @param id by which messages tell it from the others of its file; empty where it has none
 * @param label the class's name
 * @param edges of the box around it
 * @param outline where it is wanted and known
 * @param area in square pixels, where the annotation says it
 * @param ignored whether finding it counts neither for nor against: VOC's {@code difficult}, COCO's {@code iscrowd}
 */
public record AnnotatedObject(
        String id, String label, Edges edges, Optional<Outline> outline, OptionalDouble area, boolean ignored) {

    /** A box and nothing more. */
    static AnnotatedObject box(String label, Edges edges, boolean ignored) {
        return new AnnotatedObject("", label, edges, Optional.empty(), OptionalDouble.empty(), ignored);
    }
}
