package io.github.sknet.train.torchscript;

import io.github.sknet.graph.Extent;
import io.github.sknet.graph.Resize;

/**
 * Maps at another height and width.
 *
 * @param script what is written
 * @param op which
 */
record ScriptResizing(Script script, Resize op) {

    private static final int DOUBLE = 7;
    private static final int LONG = 4;

    /**
     * Writes a resized map.
     *
     * @param builtIn whether libtorch has an operation of the same coordinates
     * @param like a map of the size, where the operation asks for one
     */
    String write(String map, String like, boolean builtIn) {
        String rows = extent(map, like, 2);
        String columns = extent(map, like, 3);
        if (!builtIn) {
            return along(3, along(2, map, rows), columns);
        }
        boolean corners = op.coordinates() == Resize.Coordinates.ALIGN_CORNERS;
        String size = Script.list(rows, columns);
        return op.mode() == Resize.Mode.NEAREST
                ? script.call("upsample_nearest2d", map, size)
                : script.call("upsample_bilinear2d", map, size, corners);
    }

    /** The height or the width of the result. */
    private String extent(String map, String like, int axis) {
        if (op.extent() instanceof Extent.Fixed fixed) {
            return String.valueOf(
                    axis == 2 ? fixed.size().height() : fixed.size().width());
        }
        return op.extent() instanceof Extent.Scale scale
                ? script.let("int(" + Script.extent(map, axis) + " * " + factor(scale, axis) + ")")
                : Script.extent(like, axis);
    }

    private static float factor(Extent.Scale scale, int axis) {
        return axis == 2 ? scale.height() : scale.width();
    }

    /** Pixels picked along one axis and, between them, interpolated. */
    private String along(int axis, String map, String outputs) {
        String inputs = Script.extent(map, axis);
        String index = script.let("torch.arange(" + outputs + ", dtype=" + DOUBLE + ", device=" + map + ".device)");
        String place = script.let(rounded(place(axis, index, inputs, outputs)));
        String at = script.call("clamp", place, 0, inputs + " - 1");
        String first = script.call("floor", at);
        String picked = pick(map, axis, first);
        if (op.mode().isNearest()) {
            return picked;
        }
        String second = pick(map, axis, script.call("clamp", script.let(first + " + 1"), 0, inputs + " - 1"));
        String share = script.let("(" + at + " - " + first + ").to(" + map + ".dtype)");
        return script.call("lerp", picked, second, axis == 2 ? script.call("unsqueeze", share, -1) : share);
    }

    private String pick(String map, int axis, String places) {
        return script.call("index_select", map, axis, places + ".to(" + LONG + ")");
    }

    private String place(int axis, String index, String inputs, String outputs) {
        String step = op.extent() instanceof Extent.Scale scale
                ? script.let("1.0 / " + factor(scale, axis))
                : script.let("float(" + inputs + ") / float(" + outputs + ")");
        String centre = "(" + index + " + 0.5) * " + step + " - 0.5";
        return switch (op.coordinates()) {
            case HALF_PIXEL -> script.let(centre);
            case PYTORCH_HALF_PIXEL -> script.let(index + " if " + outputs + " == 1 else " + centre);
            case ALIGN_CORNERS ->
                script.let(index + " * (float(" + inputs + " - 1) / float(max(" + outputs + " - 1, 1)))");
            case ASYMMETRIC -> script.let(index + " * " + step);
        };
    }

    private String rounded(String place) {
        return switch (op.mode()) {
            case NEAREST -> "torch.floor(" + place + ")";
            case NEAREST_CEIL -> "torch.ceil(" + place + ")";
            case NEAREST_PREFER_FLOOR -> "torch.ceil(" + place + " - 0.5)";
            case NEAREST_PREFER_CEIL -> "torch.floor(" + place + " + 0.5)";
            case BILINEAR -> place;
        };
    }
}
