package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.vision.image.BoundingBox;
import java.util.List;
import java.util.Optional;

/**
 * Turns what an annotation file says of an object into an object, where that makes sense.
 *
 * @param labels the classes there are
 * @param problems where those that make none are noted
 */
record BoxCheck(List<String> labels, AnnotationProblems problems) {

    /** Annotation tools differ in whether pixels are counted from 0 or from 1. */
    private static final double TOLERANCE = 1;

    /**
     * What a file says of one object.
     *
     * @param where the file, and perhaps the object's id
     * @param label the class's name
     * @param left edge, in pixels from the image's left
     * @param top edge, in pixels from the image's top
     * @param right edge, in pixels from the image's left
     * @param bottom edge, in pixels from the image's top
     * @param ignored whether finding it counts neither for nor against
     */
    record Claim(String where, String label, double left, double top, double right, double bottom, boolean ignored) {

        @Override
        public String toString() {
            return where + ": a box of " + label + " from (" + left + ", " + top + ") to (" + right + ", " + bottom
                    + ")";
        }
    }

    /** Checks one object of an image of the given size. */
    Optional<ObjectBox> check(Claim claim, int width, int height) throws DatasetException {
        double left = claim.left;
        double top = claim.top;
        double right = claim.right;
        double bottom = claim.bottom;
        if (!Double.isFinite(left + top + right + bottom)) {
            return refuse(Kind.UNREADABLE, claim + " has edges that are not finite numbers");
        }
        if (right < left || bottom < top) {
            return refuse(Kind.INVERTED, claim + " is inverted");
        }
        if (right == left || bottom == top) {
            return refuse(Kind.EMPTY, claim + " is empty");
        }
        int index = labels.indexOf(claim.label);
        if (index < 0) {
            return refuse(Kind.UNKNOWN_CLASS, claim + " is of a class that is not among " + labels);
        }
        String image = " of a " + width + "×" + height + " image";
        if (left >= width || top >= height || right <= 0 || bottom <= 0) {
            return refuse(Kind.OUTSIDE, claim + " lies outside" + image);
        }
        if (Math.min(left, top) < -TOLERANCE || right > width + TOLERANCE || bottom > height + TOLERANCE) {
            problems.add(Kind.CLIPPED, claim + " sticks out" + image);
        }
        double x = Math.max(left, 0);
        double y = Math.max(top, 0);
        BoundingBox clipped = new BoundingBox(x, y, Math.min(right, width) - x, Math.min(bottom, height) - y);
        return Optional.of(new ObjectBox(index, clipped, claim.ignored));
    }

    private Optional<ObjectBox> refuse(Kind kind, String message) throws DatasetException {
        problems.add(kind, message);
        return Optional.empty();
    }
}
