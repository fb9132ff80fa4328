package io.github.sknet.vision.detect;

import io.github.sknet.graph.detect.DetectionLevel;
import io.github.sknet.vision.image.BoundingBox;

/** Boxes as a detector's outputs code them: four distances from a pixel's point, in units of its level's stride. */
public final class BoxCode {

    private BoxCode() {}

    /**
     * The box that a pixel codes.
     *
     * @param column of the level's map
     * @param row of the level's map
     */
    public static BoundingBox decode(
            DetectionLevel level, int column, int row, float left, float top, float right, float bottom) {
        double stride = level.stride();
        return new BoundingBox(
                level.centre(column) - left * stride,
                level.centre(row) - top * stride,
                (left + right) * stride,
                (top + bottom) * stride);
    }

    /**
     * The distances left, top, right and bottom; negative where the pixel's point lies outside of the box.
     *
     * @param column of the level's map
     * @param row of the level's map
     */
    public static float[] encode(DetectionLevel level, int column, int row, BoundingBox box) {
        double stride = level.stride();
        double x = level.centre(column);
        double y = level.centre(row);
        return new float[] {
            (float) ((x - box.x()) / stride),
            (float) ((y - box.y()) / stride),
            (float) ((box.x() + box.width() - x) / stride),
            (float) ((box.y() + box.height() - y) / stride)
        };
    }
}
