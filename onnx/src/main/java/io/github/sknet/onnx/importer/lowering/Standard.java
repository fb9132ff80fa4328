package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.DepthToSpace;
import io.github.sknet.graph.Flatten;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.onnx.importer.evaluation.Dim;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Values in the form that operations take: a map (N, C, H, W) or a vector (N, C) as it stands. What a view has moved about becomes nodes
 * here: an order of channels {@link ChannelPermute}, channels among pixels {@link DepthToSpace}, pixels among channels {@link Flatten}.
 *
 * @param context the import
 */
record Standard(Context context) {

    /** Of one image; the largest flattened maps of known networks have a tenth. */
    private static final int MOST_POSITIONS = 1 << 22;

    /**
     * A tensor (N, C, H, W) as a map, or as a vector where it has one pixel and is kept as one.
     *
     * @throws IllegalArgumentException when it is no such tensor
     */
    Base map(Feature feature) {
        if (feature.isStandard() && feature.rank() == 4) {
            return feature.base();
        }
        Base base = feature.base();
        View view = feature.view();
        boolean pixels = view.rank() == 4 && feature.isBatch(0) && view.within(1, Axis.CHANNEL);
        if (pixels && view.isWhole(2, Axis.HEIGHT, base.height()) && view.isWhole(3, Axis.WIDTH, base.width())) {
            return permuted(base, order(base, view.parts(1)));
        }
        if (pixels && isBlock(view.parts(2), Axis.HEIGHT) && isBlock(view.parts(3), Axis.WIDTH)) {
            return unfolded(base, view);
        }
        throw new IllegalArgumentException("a map (N, C, H, W) is needed, but its input of shape " + view.shape()
                + " has its axes in another order or in parts");
    }

    /** A map that is one for sure: a vector becomes a map of one pixel nowhere, so it is refused. */
    Base pixels(Feature feature) {
        Base base = map(feature);
        if (base.vector()) {
            throw new IllegalArgumentException("a map of more than the one pixel that global pooling leaves is needed");
        }
        return base;
    }

    /**
     * A tensor (N, C), or (N, C, 1, 1), as a vector. What was flattened of a map comes in the order of the tensor.
     *
     * @throws IllegalArgumentException when it is no such tensor
     */
    Base vector(Feature feature) {
        List<Factor> parts = row(feature);
        boolean channelsOnly = parts.stream().allMatch(part -> part.axis() == Axis.CHANNEL);
        Base base = feature.base();
        if (channelsOnly && base.isPixel()) {
            return permuted(pixel(base), order(base, parts));
        }
        return permuted(flat(base), flatOrder(base, parts));
    }

    /** The parts of a tensor's row, whose other axes are the batch alone. */
    private static List<Factor> row(Feature feature) {
        View view = feature.view();
        List<Factor> parts = new ArrayList<>();
        for (int axis = 0; axis < view.rank(); axis++) {
            parts.addAll(view.parts(axis));
        }
        boolean batched = view.rank() >= 2 && feature.isBatch(0);
        parts.removeIf(part -> part.axis() == Axis.BATCH);
        if (!batched || view.parts(0).stream().anyMatch(part -> part.axis() != Axis.BATCH)) {
            throw new IllegalArgumentException(
                    "a tensor (N, C) is needed, but its input has the shape " + view.shape());
        }
        return parts;
    }

    /** A map of one pixel as a vector. */
    Base pixel(Base base) {
        return base.vector() ? base : pooled(base, "pixel");
    }

    /** The mean over a map's pixels. */
    Base pooled(Base base, String suffix) {
        return context.add(
                base.node() + "." + suffix,
                new GlobalAveragePool(),
                List.of(base),
                Map.of(),
                vectorOf(base, base.channels()));
    }

    static Base vectorOf(Base base, int channels) {
        return new Base(base.node(), true, base.batch(), channels, Dim.of(1), Dim.of(1));
    }

    /** A map as a vector (N, C·H·W): the input's size then is what the file says, and no other. */
    Base flat(Base base) {
        int pixels = number(base.height(), "height") * number(base.width(), "width");
        if (base.height().number().isEmpty() || base.width().number().isEmpty()) {
            context.sizeMatters();
        }
        return context.add(
                base.node() + ".flatten",
                new Flatten(),
                List.of(base),
                Map.of(),
                vectorOf(base, Math.multiplyExact(base.channels(), pixels)));
    }

    private static int number(Dim extent, String what) {
        return (int) extent.known()
                .orElseThrow(() -> new IllegalArgumentException(
                        "its map is flattened, so its " + what + " must be known; give the input's --size"));
    }

    /** Whether an axis is all pixels along one axis, each in as many parts as a block has. */
    private static boolean isBlock(List<Factor> parts, Axis axis) {
        return parts.size() == 2
                && parts.get(0).axis() == axis
                && parts.get(0).stride() == 1
                && parts.get(1).axis() == Axis.CHANNEL;
    }

    private Base unfolded(Base base, View view) {
        Factor rows = view.parts(2).get(1);
        Factor columns = view.parts(3).get(1);
        int block = (int) rows.extent().number().orElseThrow();
        if (!columns.extent().is(block)) {
            throw new IllegalArgumentException("channels become pixels in blocks that are not square");
        }
        List<Factor> parts = new ArrayList<>(view.parts(1));
        parts.add(rows);
        parts.add(columns);
        Base ordered = permuted(base, order(base, parts));
        int channels = base.channels() / (block * block);
        return context.add(
                base.node() + ".shuffle",
                new DepthToSpace(block, DepthToSpace.Order.CRD),
                List.of(ordered),
                Map.of(),
                new Base(
                        "",
                        false,
                        base.batch(),
                        channels,
                        base.height().times(block),
                        base.width().times(block)));
    }

    /**
     * The channels that parts go through.
     *
     * @throws IllegalArgumentException when that is not each of them once
     */
    static List<Integer> order(Base base, List<Factor> parts) {
        List<Integer> order = positions(parts);
        if (order.size() != base.channels()) {
            throw new IllegalArgumentException("only a part of the channels is left");
        }
        return order;
    }

    /** As {@link #order}, for parts of all three axes of a map, in the order of {@link Flatten}. */
    static List<Integer> flatOrder(Base base, List<Factor> parts) {
        int width = number(base.width(), "width");
        int height = number(base.height(), "height");
        List<Integer> order = positions(
                parts,
                part -> part.stride()
                        * switch (part.axis()) {
                            case CHANNEL -> height * width;
                            case HEIGHT -> width;
                            default -> 1;
                        });
        if (order.size() != base.channels() * height * width) {
            throw new IllegalArgumentException("only a part of the values is left");
        }
        return order;
    }

    /** The channels that parts go through, in order. */
    static List<Integer> positions(List<Factor> parts) {
        return positions(parts, Factor::stride);
    }

    private static List<Integer> positions(List<Factor> parts, ToIntFunction<Factor> stride) {
        List<Integer> positions = List.of(0);
        for (Factor part : parts) {
            long extent = part.extent().known().orElse(0);
            if (extent * positions.size() > MOST_POSITIONS) {
                throw new IllegalArgumentException(
                        "more than " + MOST_POSITIONS + " values would have to be put in another order");
            }
            int step = stride.applyAsInt(part);
            List<Integer> longer = new ArrayList<>();
            for (int position : positions) {
                for (int i = 0; i < extent; i++) {
                    longer.add(position + i * step);
                }
            }
            positions = longer;
        }
        return positions;
    }

    /** How many positions parts go through whose extents are known. */
    static long size(List<Factor> parts) {
        long size = 1;
        for (Factor part : parts) {
            size = Math.multiplyExact(size, part.extent().known().orElse(0));
        }
        return size;
    }

    /** Channels in another order; the same value where that is the one they have. */
    Base permuted(Base base, List<Integer> order) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i) != i) {
                return context.apply(base.node() + ".order", new ChannelPermute(order), base);
            }
        }
        return base;
    }
}
