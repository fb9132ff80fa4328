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
                attribute("axes", List.of(2, 3)),
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

    /** The map, no region of interest, then factors or sizes. */
    private List<String> operands(String name, Extent extent, String map, String like) {
        if (extent instanceof Extent.Scale scale) {
            float[] factors = {scale.height(), scale.width()};
            return List.of(map, "", model.floats(name + "/scales", List.of(2), factors));
        }
        if (extent instanceof Extent.Fixed fixed) {
            return List.of(
                    map, "", "", model.longs(fixed.size().height(), fixed.size().width()));
        }
        return List.of(map, "", "", model.add("Shape", name + "/size", List.of(like), attribute("start", 2L)));
    }
}
