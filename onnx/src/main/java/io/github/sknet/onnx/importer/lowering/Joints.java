package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Slice;
import io.github.sknet.onnx.importer.evaluation.Axes;
import io.github.sknet.onnx.importer.evaluation.Dim;
import io.github.sknet.onnx.importer.evaluation.SliceRange;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values put side by side along the channels, and taken apart again. */
final class Joints {

    private static final String AXES = "along other axes than channels";

    private Joints() {}

    static List<Operator> operators() {
        return List.of(
                Operator.of("Concat", AXES, Joints::concat),
                new Operator("Split", AXES, Joints::split),
                Operator.of("Slice", AXES + "; steps", Joints::slice),
                Operator.of("Gather", AXES + "; indices that are computed", Joints::gather));
    }

    /** Along the channels, or along a new axis, which is that of a stack: then the channels have an axis more. */
    private static Value concat(OnnxNode node, Context context) {
        List<Feature> parts = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            parts.add(context.feature(node, i));
        }
        if (parts.size() == 1) {
            return parts.get(0);
        }
        Feature first = parts.get(0);
        int axis = Axes.normal(node.attributes().whole("axis", 1), first.rank());
        boolean stacked = parts.stream()
                .allMatch(part ->
                        part.rank() == first.rank() && part.view().parts(axis).isEmpty() && !part.isChannels(axis));
        View view = first.view();
        List<Base> bases = new ArrayList<>();
        for (Feature part : parts) {
            bases.add(stacked ? aligned(part, view) : alongChannels(context, part, axis));
        }
        if (bases.stream().anyMatch(Base::vector)) {
            bases.replaceAll(context.standard()::pixel);
        }
        int channels = 0;
        for (Base base : bases) {
            channels = Math.addExact(channels, base.channels());
        }
        Base joined = context.add(
                NodeNames.of(node), new Concat(), bases, Map.of(), bases.get(0).withChannels("", channels));
        if (!stacked) {
            return new Feature(joined, view.with(axis, List.of(joined.whole(Axis.CHANNEL))));
        }
        Factor branches =
                new Factor(Axis.CHANNEL, Dim.of(parts.size()), first.base().channels());
        return new Feature(joined, view.with(axis, List.of(branches)));
    }

    /** A part of a stack, which is looked at as the first is. */
    private static Base aligned(Feature part, View view) {
        for (int axis = 0; axis < view.rank(); axis++) {
            List<Factor> mine = part.view().parts(axis);
            List<Factor> first = view.parts(axis);
            boolean same = mine.size() == first.size();
            for (int i = 0; same && i < mine.size(); i++) {
                same = mine.get(i).same(first.get(i));
            }
            if (!same) {
                throw new IllegalArgumentException("it joins values of different shapes");
            }
        }
        return part.base();
    }

    /** A part whose axis is its channels, in their order. */
    private static Base alongChannels(Context context, Feature part, int axis) {
        if (part.isChannels(axis)) {
            return part.base();
        }
        if (!part.view().within(axis, Axis.CHANNEL)) {
            throw new IllegalArgumentException("it joins along axis " + axis + ", which is not the channels");
        }
        return context.standard()
                .permuted(part.base(), Standard.order(part.base(), part.view().parts(axis)));
    }

    private static List<Value> split(OnnxNode node, Context context) {
        Feature input = context.feature(node, 0);
        int axis = Axes.normal(node.attributes().whole("axis", 0), input.rank());
        int extent = channels(input, axis);
        Optional<long[]> said = Axes.numbers(node, "split", 1, context::constant);
        int count = node.outputs().size();
        int even = (extent + count - 1) / count;
        List<Value> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < count; i++) {
            int size = said.isPresent() ? Math.toIntExact(said.get()[i]) : Math.min(even, extent - from);
            pieces.add(piece(node, context, input, axis, from, from + size));
            from += size;
        }
        return pieces;
    }

    private static int channels(Feature input, int axis) {
        if (!input.view().within(axis, Axis.CHANNEL)) {
            throw new IllegalArgumentException("it takes axis " + axis + " of a value of shape "
                    + input.view().shape() + " apart, which is not the channels");
        }
        return (int) Standard.size(input.view().parts(axis));
    }

    /** Positions of an axis, as far as they are channels side by side. */
    private static Feature piece(OnnxNode node, Context context, Feature input, int axis, int from, int to) {
        List<Factor> parts = input.view().parts(axis);
        Base base = input.base();
        if (from == 0 && to == channels(input, axis)) {
            return input;
        }
        if (parts.size() == 1 && isOutermost(base, parts.get(0)) && from >= 0 && from < to) {
            int stride = parts.get(0).stride();
            Base slice = context.add(
                    NodeNames.of(node),
                    new Slice(from * stride, to * stride),
                    List.of(base),
                    Map.of(),
                    base.withChannels("", (to - from) * stride));
            Factor left = new Factor(Axis.CHANNEL, Dim.of(to - from), stride);
            return new Feature(slice, input.view().with(axis, List.of(left)));
        }
        Base ordered = context.standard().permuted(base, Standard.order(base, parts));
        Base slice = context.add(
                NodeNames.of(node), new Slice(from, to), List.of(ordered), Map.of(), base.withChannels("", to - from));
        return new Feature(slice, input.view().with(axis, List.of(slice.whole(Axis.CHANNEL))));
    }

    private static boolean isOutermost(Base base, Factor part) {
        return part.extent().number().isPresent()
                && part.extent().number().getAsLong() * part.stride() == base.channels();
    }

    private static Value slice(OnnxNode node, Context context) {
        Feature value = context.feature(node, 0);
        List<Constant> inputs = new ArrayList<>();
        inputs.add(null);
        for (int i = 1; i < node.inputs().size(); i++) {
            inputs.add(node.hasInput(i) ? context.require(node, i, "place") : null);
        }
        for (SliceRange range : SliceRange.of(node, inputs, value.rank(), context.opset())) {
            Dim extent = value.view().extent(range.axis());
            boolean all = range.step() == 1
                    && range.start() == 0
                    && (range.end() >= Integer.MAX_VALUE
                            || extent.known().isPresent()
                                    && range.end() >= extent.known().getAsLong());
            if (all) {
                continue;
            }
            int channels = channels(value, range.axis());
            SliceRange.Picked picked = range.within(channels);
            if (picked.step() != 1) {
                throw new IllegalArgumentException("its step is " + picked.step());
            }
            value = piece(node, context, value, range.axis(), picked.start(), picked.start() + picked.count());
        }
        return value;
    }

    /** One position of an axis drops it; several are taken in the order in which they stand. */
    private static Value gather(OnnxNode node, Context context) {
        Feature input = context.feature(node, 0);
        int axis = Axes.normal(node.attributes().whole("axis", 0), input.rank());
        Constant indices = context.require(node, 1, "indices");
        int extent = channels(input, axis);
        if (indices.rank() == 0) {
            int index = Axes.normal(indices.wholes()[0], extent);
            Feature one = piece(node, context, input, axis, index, index + 1);
            return one.with(one.view().with(axis, List.of()).squeeze(List.of(axis)));
        }
        Base base = input.base();
        if (indices.rank() != 1 || indices.size() != extent || !input.isChannels(axis)) {
            throw new IllegalArgumentException("it picks some of the channels, or some of them twice");
        }
        List<Integer> order = new ArrayList<>();
        for (long index : indices.wholes()) {
            order.add(Axes.normal(index, extent));
        }
        return input.by(context.apply(NodeNames.of(node), new ChannelPermute(order), base)
                .node());
    }
}
