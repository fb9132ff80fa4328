package io.github.sknet.train.module;

import io.github.sknet.graph.Extent;
import io.github.sknet.graph.Resize;

/** Which resizing libtorch has an operation for. */
public final class BuiltInResizing {

    private BuiltInResizing() {}

    /** Whether libtorch has an operation of the same coordinates: it goes by sizes, and so by whole factors only. */
    public static boolean covers(Resize op) {
        boolean bySize = !(op.extent() instanceof Extent.Scale scale)
                || scale.height() == Math.rint(scale.height()) && scale.width() == Math.rint(scale.width());
        return bySize
                && switch (op.mode()) {
                    case NEAREST -> op.coordinates() == Resize.Coordinates.ASYMMETRIC;
                    case BILINEAR ->
                        op.coordinates() == Resize.Coordinates.HALF_PIXEL
                                || op.coordinates() == Resize.Coordinates.ALIGN_CORNERS;
                    case NEAREST_CEIL, NEAREST_PREFER_FLOOR, NEAREST_PREFER_CEIL -> false;
                };
    }
}
