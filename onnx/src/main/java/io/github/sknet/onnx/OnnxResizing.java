package io.github.sknet.onnx;

import static io.github.sknet.onnx.OnnxModelBuilder.attribute;

import io.github.sknet.graph.Extent;
import io.github.sknet.graph.Resize;
import java.util.List;
import java.util.Locale;

/**
 * Writes maps at another height and width.
 *
 * @param model what is written
 */
record OnnxResizing(OnnxModelBuilder model) {

    /**
     * A resized map.
     *
     * @param like a map of the size, where the operation asks for one
     */
    String write(String name, Resize op, String map, String like) {
        return model.add(
                "Resize",
                name,
                operands(name, op.extent(), map, like),
                attribute("mode", op.mode().isNearest() ? "nearest" : "linear"),
                attribute(
                        "coordinate_transformation_mode",
                        op.coordinates().name().toLowerCase(Locale.ROOT)),
                attribute(
                        "nearest_mode",
                        switch (op.mode()) {
                            case NEAREST, BILINEAR -> "floor";
                            case NEAREST_CEIL -> "ceil";
                            case NEAREST_PREFER_FLOOR -> "round_prefer_floor";
                            case NEAREST_PREFER_CEIL -> "round_prefer_ceil";
                        }));
    }

    /** The map, no region of interest, then factors or sizes. Those of batch and channels are told as well: older sets want them. */
    private List<String> operands(String name, Extent extent, String map, String like) {
        if (extent instanceof Extent.Scale scale) {
            float[] factors = {1, 1, scale.height(), scale.width()};
            return List.of(map, "", model.floats(name + "/scales", List.of(4), factors));
        }
        String kept = extents(name + "/kept", map, 0, 2);
        String size = extent instanceof Extent.Fixed fixed
                ? model.longs(fixed.size().height(), fixed.size().width())
                : extents(name + "/size", like, 2, 4);
        return List.of(map, "", "", model.add("Concat", name + "/extents", List.of(kept, size), attribute("axis", 0L)));
    }

    /** Some of a value's extents. */
    private String extents(String name, String value, long from, long to) {
        String all = model.add("Shape", name + "/shape", List.of(value));
        return model.add("Slice", name, List.of(all, model.longs(from), model.longs(to)));
    }
}
