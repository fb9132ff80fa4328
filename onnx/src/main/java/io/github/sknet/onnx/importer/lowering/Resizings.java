package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.Extent;
import io.github.sknet.graph.Pad;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Resize.Coordinates;
import io.github.sknet.graph.Resize.Mode;
import io.github.sknet.graph.Size;
import io.github.sknet.onnx.importer.evaluation.Axes;
import io.github.sknet.onnx.importer.evaluation.Dim;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Maps of another size: resized, or with pixels around. */
final class Resizings {

    /** The opset from which Resize has a region, coordinates and sizes. */
    private static final int COORDINATES = 11;

    /** The opset from which Pad's numbers are inputs. */
    private static final int PADS_ARE_INPUTS = 11;

    private Resizings() {}

    static List<Operator> operators() {
        return List.of(
                Operator.of(
                        "Resize",
                        "cubic; antialias; regions; keep_aspect_ratio_policy; batch or channels",
                        Resizings::resize),
                Operator.of("Upsample", "batch or channels", Resizings::resize),
                Operator.of("Pad", "negative pads; wrap; batch or channels", Resizings::pad));
    }

    private static Value resize(OnnxNode node, Context context) {
        Base input = context.standard().map(context.feature(node, 0));
        boolean old = node.operator().equals("Upsample") || context.opset() < COORDINATES;
        Mode mode = mode(node, old);
        Coordinates coordinates = old ? Coordinates.ASYMMETRIC : coordinates(node);
        if (node.attributes().flag("antialias", false)) {
            throw new IllegalArgumentException("its antialias is not supported");
        }
        if (!node.attributes().text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
            throw new IllegalArgumentException("its keep_aspect_ratio_policy is not supported");
        }
        Optional<List<Dim>> sizes = old ? Optional.empty() : sizes(node, context, input);
        if (sizes.isPresent()) {
            return toSize(
                    node,
                    context,
                    input,
                    mode,
                    coordinates,
                    sizes.get().get(0),
                    sizes.get().get(1));
        }
        float[] scales = scales(node, context, old ? 1 : 2);
        if (scales[0] == 1 && scales[1] == 1) {
            return Feature.map(input);
        }
        Base result = new Base(
                "",
                false,
                input.batch(),
                input.channels(),
                scaled(context, input.height(), scales[0]),
                scaled(context, input.width(), scales[1]));
        Resize op = new Resize(mode, coordinates, new Extent.Scale(scales[0], scales[1]));
        return Feature.map(context.add(NodeNames.of(node), op, List.of(input), Map.of(), result));
    }

    private static Mode mode(OnnxNode node, boolean old) {
        String mode = node.attributes().text("mode", "nearest");
        if (mode.equals("linear") || mode.equals("bilinear")) {
            return Mode.BILINEAR;
        }
        if (!mode.equals("nearest")) {
            throw new IllegalArgumentException("its mode '" + mode + "' is not supported");
        }
        String nearest = old ? "floor" : node.attributes().text("nearest_mode", "round_prefer_floor");
        return switch (nearest) {
            case "floor" -> Mode.NEAREST;
            case "ceil" -> Mode.NEAREST_CEIL;
            case "round_prefer_floor" -> Mode.NEAREST_PREFER_FLOOR;
            case "round_prefer_ceil" -> Mode.NEAREST_PREFER_CEIL;
            default -> throw new IllegalArgumentException("its nearest_mode '" + nearest + "' is unknown");
        };
    }

    private static Coordinates coordinates(OnnxNode node) {
        String way = node.attributes().text("coordinate_transformation_mode", "half_pixel");
        return switch (way) {
            case "half_pixel" -> Coordinates.HALF_PIXEL;
            case "pytorch_half_pixel" -> Coordinates.PYTORCH_HALF_PIXEL;
            case "align_corners" -> Coordinates.ALIGN_CORNERS;
            case "asymmetric" -> Coordinates.ASYMMETRIC;
            default ->
                throw new IllegalArgumentException("its coordinate_transformation_mode '" + way + "' is not supported");
        };
    }

    /** The wanted height and width, where sizes are given. */
    private static Optional<List<Dim>> sizes(OnnxNode node, Context context, Base input) {
        if (!node.hasInput(3)) {
            return Optional.empty();
        }
        List<Dim> values = context.sizes(node, 3)
                .orElseThrow(() -> new IllegalArgumentException("its sizes are computed from the image"))
                .values();
        List<Integer> axes = axes(node, values.size());
        Dim height = input.height();
        Dim width = input.width();
        for (int i = 0; i < values.size(); i++) {
            Dim value = values.get(i);
            switch (axes.get(i)) {
                case 0 -> require(value.same(input.batch()));
                case 1 -> require(value.is(input.channels()));
                case 2 -> height = value;
                default -> width = value;
            }
        }
        return Optional.of(List.of(height, width));
    }

    private static void require(boolean kept) {
        if (!kept) {
            throw new IllegalArgumentException("it changes batch or channels");
        }
    }

    private static List<Integer> axes(OnnxNode node, int count) {
        Optional<long[]> said = node.attributes().wholes("axes");
        List<Integer> axes = said.isPresent() ? Axes.normal(said.get(), 4) : List.of(0, 1, 2, 3);
        if (axes.size() != count) {
            throw new IllegalArgumentException(
                    "it has " + count + " sizes or scales, not one for each of " + axes.size() + " axes");
        }
        return axes;
    }

    private static Value toSize(
            OnnxNode node, Context context, Base input, Mode mode, Coordinates coordinates, Dim height, Dim width) {
        Base result = new Base("", false, input.batch(), input.channels(), height, width);
        String name = NodeNames.of(node);
        if (input.height().equals(height) && input.width().equals(width)) {
            return Feature.map(input);
        }
        for (Base other : context.bases()) {
            boolean free = height.number().isEmpty() || width.number().isEmpty();
            if (free
                    && !other.vector()
                    && other.height().equals(height)
                    && other.width().equals(width)) {
                Resize op = new Resize(mode, coordinates, new Extent.Like());
                return Feature.map(context.add(name, op, List.of(input, other), Map.of(), result));
            }
        }
        if (height.known().isEmpty() || width.known().isEmpty()) {
            throw new IllegalArgumentException("its sizes " + height + " and " + width
                    + " are those of no map before it; give the input's --size");
        }
        if (input.height().number().isEmpty()
                || height.number().isEmpty()
                || width.number().isEmpty()) {
            context.sizeMatters();
        }
        Size size = new Size(
                Math.toIntExact(height.known().getAsLong()),
                Math.toIntExact(width.known().getAsLong()));
        Resize op = new Resize(mode, coordinates, new Extent.Fixed(size));
        return Feature.map(context.add(name, op, List.of(input), Map.of(), result));
    }

    private static float[] scales(OnnxNode node, Context context, int index) {
        float[] values = node.hasInput(index)
                ? context.require(node, index, "scales").asFloats()
                : node.attributes()
                        .reals("scales")
                        .orElseThrow(() -> new IllegalArgumentException("it has neither scales nor sizes"));
        List<Integer> axes = axes(node, values.length);
        float[] scales = {1, 1};
        for (int i = 0; i < values.length; i++) {
            if (axes.get(i) < 2) {
                require(values[i] == 1);
            } else {
                scales[axes.get(i) - 2] = values[i];
            }
        }
        return scales;
    }

    private static Dim scaled(Context context, Dim extent, float scale) {
        if (scale == Math.rint(scale)) {
            return extent.times((long) scale);
        }
        double inverse = 1 / (double) scale;
        if (inverse == Math.rint(inverse)) {
            return context.dims().floorDiv(extent, (long) inverse);
        }
        if (extent.known().isEmpty()) {
            throw new IllegalArgumentException(
                    "its scale of " + scale + " can't be followed for a free size; give the input's --size");
        }
        if (extent.number().isEmpty()) {
            context.sizeMatters();
        }
        return Dim.of((long) Math.floor(extent.known().getAsLong() * (double) scale));
    }

    private static Value pad(OnnxNode node, Context context) {
        Feature feature = context.feature(node, 0);
        boolean inputs = context.opset() >= PADS_ARE_INPUTS;
        long[] pads = inputs
                ? context.require(node, 1, "pads").wholes()
                : node.attributes().wholes("pads").orElseThrow(() -> new IllegalArgumentException("it has no pads"));
        Optional<Constant> said = inputs ? context.constant(node, 2) : Optional.empty();
        float value = said.map(constant -> (float) constant.single())
                .orElse(inputs ? 0 : node.attributes().real("value", 0));
        Padding padding = padding(pads, axes(node, context, feature.rank()), feature.rank());
        if (padding.equals(Padding.NONE)) {
            return feature;
        }
        Poolings.Plane plane = Poolings.Plane.of(context, feature);
        Base input = plane.base();
        Pad.Mode mode = mode(node.attributes().text("mode", "constant"));
        Base result = new Base(
                "",
                false,
                input.batch(),
                input.channels(),
                input.height().plus(padding.rows()),
                input.width().plus(padding.columns()));
        Pad op = new Pad(padding, mode, mode == Pad.Mode.CONSTANT ? value : 0);
        return plane.with(context.add(NodeNames.of(node), op, List.of(input), Map.of(), result));
    }

    private static List<Integer> axes(OnnxNode node, Context context, int rank) {
        Optional<Constant> said = context.constant(node, 3);
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            axes.add(axis);
        }
        return said.map(constant -> Axes.normal(constant.wholes(), rank)).orElse(axes);
    }

    private static Padding padding(long[] pads, List<Integer> axes, int rank) {
        if (pads.length != 2 * axes.size()) {
            throw new IllegalArgumentException("it has " + pads.length + " pads for " + axes.size() + " axes");
        }
        int[] sides = new int[2 * rank];
        for (int i = 0; i < axes.size(); i++) {
            sides[axes.get(i)] = Math.toIntExact(pads[i]);
            sides[rank + axes.get(i)] = Math.toIntExact(pads[axes.size() + i]);
        }
        for (int side = 0; side < sides.length; side++) {
            boolean pixels = rank == 4 && side % rank >= 2;
            if (sides[side] < 0) {
                throw new IllegalArgumentException("it cuts something off by pads of " + sides[side]);
            }
            if (sides[side] > 0 && !pixels) {
                throw new IllegalArgumentException("it adds to other axes than height and width");
            }
        }
        return rank == 4 ? new Padding(sides[2], sides[3], sides[6], sides[7]) : Padding.NONE;
    }

    private static Pad.Mode mode(String mode) {
        return switch (mode) {
            case "constant" -> Pad.Mode.CONSTANT;
            case "reflect" -> Pad.Mode.REFLECT;
            case "edge" -> Pad.Mode.REPLICATE;
            default -> throw new IllegalArgumentException("its mode '" + mode + "' is not supported");
        };
    }
}
