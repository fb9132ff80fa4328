package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.GlobalMaxPool;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Pad;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Window;
import io.github.sknet.onnx.importer.evaluation.Dim;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pooling under a window, and over all pixels. */
final class Poolings {

    private Poolings() {}

    static List<Operator> operators() {
        return List.of(
                Operator.of("MaxPool", "one or three axes beside channels; Indices", Poolings::maxPool),
                Operator.of("AveragePool", "one or three axes beside channels; dilations", Poolings::averagePool),
                Operator.of("GlobalAveragePool", (node, context) -> global(node, context, new GlobalAveragePool())),
                Operator.of("GlobalMaxPool", (node, context) -> global(node, context, new GlobalMaxPool())));
    }

    private static Value global(OnnxNode node, Context context, Op op) {
        Feature input = context.feature(node, 0);
        Base base = context.standard().map(input);
        return Feature.map(base.vector() ? base : overPixels(NodeNames.of(node), context, op, base));
    }

    /** A vector of something over all pixels. */
    static Base overPixels(String name, Context context, Op op, Base map) {
        return context.add(name, op, List.of(map), Map.of(), Standard.vectorOf(map, map.channels()));
    }

    private static Value maxPool(OnnxNode node, Context context) {
        if (node.outputs().size() > 1 && !node.outputs().get(1).isEmpty()) {
            throw new IllegalArgumentException("its output of Indices is not supported");
        }
        if (node.attributes().flag("storage_order", false)) {
            throw new IllegalArgumentException("its storage_order is not supported");
        }
        Plane plane = Plane.of(context, context.feature(node, 0));
        Base input = plane.base();
        boolean ceil = node.attributes().flag("ceil_mode", false);
        Windows windows = new Windows(context, node);
        Window window = windows.of(windows.kernel(), input);
        Base output = windows.output(window, input, input.channels(), ceil);
        if (isLarge(window)) {
            // What lies around is smaller than any value, so it never is the largest.
            input = padded(context, node, input, window.padding(), -Float.MAX_VALUE);
            window = window.padding(Padding.NONE);
        }
        return plane.with(context.add(NodeNames.of(node), new MaxPool(window, ceil), List.of(input), Map.of(), output));
    }

    /** Whether there is more padding than a pooling window may have here: half of the kernel. */
    private static boolean isLarge(Window window) {
        Padding padding = window.padding();
        return 2 * Math.max(padding.top(), padding.bottom()) > window.kernel().height()
                || 2 * Math.max(padding.left(), padding.right())
                        > window.kernel().width();
    }

    private static Value averagePool(OnnxNode node, Context context) {
        Plane plane = Plane.of(context, context.feature(node, 0));
        Base input = plane.base();
        boolean ceil = node.attributes().flag("ceil_mode", false);
        boolean counted = node.attributes().flag("count_include_pad", false);
        Windows windows = new Windows(context, node);
        Window window = windows.of(windows.kernel(), input);
        Base output = windows.output(window, input, input.channels(), ceil);
        if (output.isPixel()
                && seesAll(window, input)
                && (!counted || window.padding().equals(Padding.NONE))) {
            return plane.with(overPixels(NodeNames.of(node), context, new GlobalAveragePool(), input));
        }
        if (isLarge(window)) {
            if (!counted) {
                throw new IllegalArgumentException("its padding is more than half of its kernel");
            }
            input = padded(context, node, input, window.padding(), 0);
            window = window.padding(Padding.NONE);
        }
        return plane.with(context.add(
                NodeNames.of(node), new AveragePool(window, ceil, counted), List.of(input), Map.of(), output));
    }

    /** Whether the one window sees every pixel: the mean then is the mean over all. */
    private static boolean seesAll(Window window, Base input) {
        return reaches(window.kernel().height(), window.padding().top(), input.height())
                && reaches(window.kernel().width(), window.padding().left(), input.width());
    }

    private static boolean reaches(int kernel, int before, Dim extent) {
        return extent.known().isPresent() && kernel - before >= extent.known().getAsLong();
    }

    private static Base padded(Context context, OnnxNode node, Base input, Padding padding, float value) {
        Base result = new Base(
                "",
                false,
                input.batch(),
                input.channels(),
                input.height().plus(padding.rows()),
                input.width().plus(padding.columns()));
        return context.add(
                NodeNames.of(node) + ".pad",
                new Pad(padding, Pad.Mode.CONSTANT, value),
                List.of(input),
                Map.of(),
                result);
    }

    /**
     * A value whose last two axes are height and width, each plane of which is treated alike: whatever the axes before are.
     *
     * @param base the map
     * @param view how it is looked at
     */
    record Plane(Base base, View view) {

        static Plane of(Context context, Feature feature) {
            Base base = feature.base();
            int rank = feature.rank();
            boolean planes = rank == 4
                    && feature.view().isWhole(2, Axis.HEIGHT, base.height())
                    && feature.view().isWhole(3, Axis.WIDTH, base.width())
                    && !base.vector();
            if (planes) {
                return new Plane(base, feature.view());
            }
            Base map = context.standard().pixels(feature);
            return new Plane(map, Feature.map(map).view());
        }

        /** The same view of a map of another size. */
        Feature with(Base made) {
            List<List<Factor>> axes = new ArrayList<>(view.axes().subList(0, 2));
            axes.add(List.of(made.whole(Axis.HEIGHT)));
            axes.add(List.of(made.whole(Axis.WIDTH)));
            return new Feature(made, new View(axes));
        }
    }
}
