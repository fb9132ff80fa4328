package io.github.sknet.datasets.annotations;

import io.github.sknet.datasets.annotations.AnnotatedImage.Unit;
import io.github.sknet.graph.Size;
import io.github.sknet.vision.image.ImageHeader;

/**
 * From an annotation's coordinates to the upright picture's.
 *
 * @param size of the upright picture, in pixels
 * @param header of the file, whose stored picture the coordinates are of
 * @param unit of the coordinates
 * @param turned whether they are of the stored picture rather than of the upright one
 */
public record Frame(Size size, ImageHeader header, Unit unit, boolean turned) {

    /** Coordinates that are the picture's already. */
    static Frame plain(Size size) {
        return new Frame(size, new ImageHeader(size.width(), size.height(), 1), Unit.PIXELS, false);
    }

    /** Where a point lies in the upright picture: x and y, in pixels. */
    public double[] upright(double x, double y) {
        if (unit == Unit.SHARES) {
            return new double[] {x * size.width(), y * size.height()};
        }
        return turned ? header.upright(x, y) : new double[] {x, y};
    }

    /** Where a box lies in the upright picture; one that is inverted stays so. */
    public Edges upright(Edges edges) {
        if (unit == Unit.PIXELS && !turned) {
            return edges;
        }
        double[] one = upright(edges.left(), edges.top());
        double[] other = upright(edges.right(), edges.bottom());
        if (edges.right() < edges.left() || edges.bottom() < edges.top()) {
            return new Edges(
                    Math.max(one[0], other[0]),
                    Math.max(one[1], other[1]),
                    Math.min(one[0], other[0]),
                    Math.min(one[1], other[1]));
        }
        return Edges.around(new double[] {one[0], one[1], other[0], other[1]});
    }
}
