package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.ChannelPool;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.GlobalMaxPool;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Slice;
import io.github.sknet.onnx.importer.evaluation.Axes;
import io.github.sknet.onnx.importer.evaluation.Dim;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The mean, the largest and the sum over axes: over all pixels, over all channels, or over a part of the channels. */
final class Reductions {

    private static final String AXES = "over other axes than all pixels or all channels";

    private Reductions() {}

    static List<Operator> operators() {
        return List.of(
                Operator.of("ReduceMean", AXES, (node, context) -> reduce(node, context, Kind.MEAN)),
                Operator.of("ReduceMax", AXES, (node, context) -> reduce(node, context, Kind.LARGEST)),
                Operator.of(
                        "ReduceSum",
                        "over other axes than all pixels, all channels or a part of these",
                        (node, context) -> reduce(node, context, Kind.SUM)));
    }

    private enum Kind {
        MEAN,
        LARGEST,
        SUM
    }

    private static Value reduce(OnnxNode node, Context context, Kind kind) {
        Feature input = context.feature(node, 0);
        Optional<long[]> said = Axes.numbers(node, "axes", 1, context::constant);
        if (said.isEmpty() && node.attributes().flag("noop_with_empty_axes", false)) {
            return input;
        }
        List<Integer> axes = said.isPresent()
                ? Axes.normal(said.get(), input.rank())
                : IntStream.range(0, input.rank()).boxed().toList();
        List<Factor> parts = new ArrayList<>();
        axes.forEach(axis -> parts.addAll(input.view().parts(axis)));
        Base reduced = reduced(node, context, kind, input.base(), parts);
        View view = without(input.view(), parts);
        boolean kept = node.attributes().flag("keepdims", true);
        return new Feature(reduced, kept ? view : view.squeeze(axes));
    }

    private static Base reduced(OnnxNode node, Context context, Kind kind, Base base, List<Factor> parts) {
        String name = NodeNames.of(node);
        if (parts.isEmpty()) {
            return base;
        }
        boolean pixels = parts.stream().allMatch(part -> part.axis() == Axis.HEIGHT || part.axis() == Axis.WIDTH);
        if (pixels && coversPixels(base, parts)) {
            Op op = kind == Kind.LARGEST ? new GlobalMaxPool() : new GlobalAveragePool();
            Base pooled = Poolings.overPixels(name, context, op, base);
            return kind == Kind.SUM ? scaled(context, name, pooled, pixels(context, base)) : pooled;
        }
        boolean channels = parts.stream().allMatch(part -> part.axis() == Axis.CHANNEL);
        if (channels && Standard.size(parts) == base.channels() && !base.vector()) {
            ChannelPool op = new ChannelPool(kind == Kind.LARGEST ? ChannelPool.Kind.LARGEST : ChannelPool.Kind.MEAN);
            Base pooled = context.add(name, op, List.of(base), Map.of(), base.withChannels("", 1));
            return kind == Kind.SUM ? scaled(context, name, pooled, base.channels()) : pooled;
        }
        if (channels && parts.size() == 1 && kind != Kind.LARGEST && isOutermost(base, parts.get(0))) {
            Base sum = sumOfSlices(context, name, base, parts.get(0));
            long terms = parts.get(0).extent().number().orElseThrow();
            return kind == Kind.MEAN ? scaled(context, name, sum, 1.0 / terms) : sum;
        }
        throw new IllegalArgumentException("it goes over other axes than all pixels or all channels");
    }

    private static boolean coversPixels(Base base, List<Factor> parts) {
        boolean rows = base.height().is(1) || parts.stream().anyMatch(part -> part.axis() == Axis.HEIGHT);
        boolean columns = base.width().is(1) || parts.stream().anyMatch(part -> part.axis() == Axis.WIDTH);
        return rows && columns;
    }

    private static double pixels(Context context, Base base) {
        Dim pixels = base.height().times(base.width());
        if (pixels.number().isEmpty()) {
            context.sizeMatters();
        }
        return pixels.known()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a sum over all pixels depends on the input's size; give the input's --size"));
    }

    private static Base scaled(Context context, String name, Base base, double factor) {
        return context.apply(name + ".scale", Activation.linear((float) factor, 0), base);
    }

    private static boolean isOutermost(Base base, Factor part) {
        return part.extent().number().isPresent()
                && part.extent().number().getAsLong() * part.stride() == base.channels();
    }

    private static Base sumOfSlices(Context context, String name, Base base, Factor part) {
        List<Base> slices = new ArrayList<>();
        for (int from = 0; from < base.channels(); from += part.stride()) {
            slices.add(context.add(
                    name + ".slice",
                    new Slice(from, from + part.stride()),
                    List.of(base),
                    Map.of(),
                    base.withChannels("", part.stride())));
        }
        return slices.size() == 1 ? slices.get(0) : context.add(name, new Add(), slices, Map.of(), slices.get(0));
    }

    /** The view of what is left: parts that are gone leave axes of one position. */
    private static View without(View view, List<Factor> gone) {
        List<List<Factor>> axes = new ArrayList<>();
        for (int axis = 0; axis < view.rank(); axis++) {
            List<Factor> left = new ArrayList<>(view.parts(axis));
            left.removeAll(gone);
            axes.add(left);
        }
        return new View(axes);
    }
}
