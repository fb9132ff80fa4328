package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.LabelIndex;
import io.github.sknet.graph.Size;
import io.github.sknet.vision.image.BoundingBox;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Turns what an annotation file says of an object into an object, where that makes sense. */
final class BoxCheck {

    /** Annotation tools differ in whether pixels are counted from 0 or from 1. */
    private static final double TOLERANCE = 1;

    private final List<String> labels;
    private final LabelIndex index;
    private final AnnotationProblems problems;

    /**
     * Makes a check.
     *
     * @param labels the classes there are
     * @param problems where what makes no sense is noted
     */
    BoxCheck(List<String> labels, AnnotationProblems problems) {
        this.labels = labels;
        this.index = new LabelIndex(labels);
        this.problems = problems;
    }

    /**
     * What a file says of one object.
     *
     * @param where the file, and perhaps the object's id
     * @param label the class's name
     * @param left edge, in pixels from the image's left
     * @param top edge, in pixels from the image's top
     * @param right edge, in pixels from the image's left
     * @param bottom edge, in pixels from the image's top
     * @param area of the object itself, in square pixels, where the file says it
     * @param ignored whether finding it counts neither for nor against
     */
    record Claim(
            String where,
            String label,
            double left,
            double top,
            double right,
            double bottom,
            OptionalDouble area,
            boolean ignored) {

        @Override
        public String toString() {
            return where + ": a box of " + label + " from (" + left + ", " + top + ") to (" + right + ", " + bottom
                    + ")";
        }

        /** What an object in the box can cover: its outermost pixels may lie in the box by a part only. */
        double largestArea() {
            return (right - left + 2) * (bottom - top + 2);
        }
    }

    /** Checks one object of an image of the given size. */
    Optional<ObjectBox> check(Claim claim, Size image) throws DatasetException {
        int width = image.width();
        int height = image.height();
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
        OptionalInt label = index.of(claim.label);
        if (label.isEmpty()) {
            return refuse(Kind.UNKNOWN_CLASS, claim + " is of a class that is not among " + labels);
        }
        String where = " of a " + width + "×" + height + " image";
        if (left >= width || top >= height || right <= 0 || bottom <= 0) {
            return refuse(Kind.OUTSIDE, claim + " lies outside" + where);
        }
        if (Math.min(left, top) < -TOLERANCE || right > width + TOLERANCE || bottom > height + TOLERANCE) {
            problems.add(Kind.CLIPPED, claim + " sticks out" + where);
        }
        double x = Math.max(left, 0);
        double y = Math.max(top, 0);
        BoundingBox clipped = new BoundingBox(x, y, Math.min(right, width) - x, Math.min(bottom, height) - y);
        return Optional.of(new ObjectBox(label.getAsInt(), clipped, area(claim, clipped), claim.ignored));
    }

    private double area(Claim claim, BoundingBox clipped) throws DatasetException {
        double area = claim.area.orElse(clipped.area());
        if (area > 0 && area <= claim.largestArea()) {
            return area;
        }
        problems.add(Kind.AREA, claim + " is of an object of " + area + " square pixels");
        return clipped.area();
    }

    private Optional<ObjectBox> refuse(Kind kind, String message) throws DatasetException {
        problems.add(kind, message);
        return Optional.empty();
    }
}
