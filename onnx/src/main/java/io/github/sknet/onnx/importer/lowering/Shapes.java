package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.DepthToSpace;
import io.github.sknet.graph.SpaceToDepth;
import io.github.sknet.onnx.importer.evaluation.Axes;
import io.github.sknet.onnx.importer.evaluation.Dim;
import io.github.sknet.onnx.importer.evaluation.Sizes;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operators that move values about without computing: most of them only look at a value in another way. */
final class Shapes {

    private static final String PARTS = "what cuts height, width or batch in parts";

    private Shapes() {}

    static List<Operator> operators() {
        return List.of(
                Operator.of("Shape", (node, context) -> shape(node, context)),
                Operator.of("Size", (node, context) -> size(node, context)),
                Operator.of("Reshape", PARTS, Shapes::reshape),
                Operator.of("Flatten", PARTS, Shapes::flatten),
                Operator.of("Squeeze", Shapes::squeeze),
                Operator.of("Unsqueeze", Shapes::unsqueeze),
                Operator.of("Transpose", "height and width exchanged", Shapes::transpose),
                Operator.of("Expand", "what repeats values", Shapes::expand),
                Operator.of("DepthToSpace", Shapes::depthToSpace),
                Operator.of("SpaceToDepth", Shapes::spaceToDepth));
    }

    private static Value shape(OnnxNode node, Context context) {
        List<Dim> shape = context.feature(node, 0).view().shape();
        int rank = shape.size();
        int start = clamped(node.attributes().whole("start", 0), rank);
        int end = clamped(node.attributes().whole("end", rank), rank);
        return new Value.Free(Sizes.vector(shape.subList(start, Math.max(start, end))));
    }

    private static int clamped(long index, int rank) {
        return (int) Math.max(0, Math.min(rank, index < 0 ? index + rank : index));
    }

    private static Value size(OnnxNode node, Context context) {
        Dim size = Dim.of(1);
        for (Dim extent : context.feature(node, 0).view().shape()) {
            size = size.times(extent);
        }
        return new Value.Free(new Sizes(true, true, List.of(size)));
    }

    private static Value reshape(OnnxNode node, Context context) {
        Feature input = context.feature(node, 0);
        List<Dim> wanted = node.hasInput(1)
                ? context.sizes(node, 1)
                        .orElseThrow(() -> new IllegalArgumentException("its shape is computed from the image"))
                        .values()
                : numbers(node.attributes()
                        .wholes("shape")
                        .orElseThrow(() -> new IllegalArgumentException("it has no shape")));
        List<Dim> shape = new ArrayList<>();
        for (int axis = 0; axis < wanted.size(); axis++) {
            boolean copied = wanted.get(axis).is(0) && axis < input.rank();
            shape.add(copied ? input.view().extent(axis) : wanted.get(axis));
        }
        return input.with(input.view().reshape(shape));
    }

    private static List<Dim> numbers(long[] values) {
        List<Dim> numbers = new ArrayList<>();
        for (long value : values) {
            numbers.add(Dim.of(value));
        }
        return numbers;
    }

    private static Value flatten(OnnxNode node, Context context) {
        Feature input = context.feature(node, 0);
        long said = node.attributes().whole("axis", 1);
        int axis = said == input.rank() ? input.rank() : Axes.normal(said, input.rank());
        List<Factor> rows = new ArrayList<>();
        List<Factor> columns = new ArrayList<>();
        for (int i = 0; i < input.rank(); i++) {
            (i < axis ? rows : columns).addAll(input.view().parts(i));
        }
        return input.with(new View(List.of(rows, columns)));
    }

    private static Value squeeze(OnnxNode node, Context context) {
        Feature input = context.feature(node, 0);
        Optional<long[]> said = Axes.numbers(node, "axes", 1, context::constant);
        List<Integer> dropped = new ArrayList<>();
        if (said.isPresent()) {
            dropped.addAll(Axes.normal(said.get(), input.rank()));
        } else {
            for (int axis = 0; axis < input.rank(); axis++) {
                if (input.view().parts(axis).isEmpty()) {
                    dropped.add(axis);
                }
            }
        }
        return input.with(input.view().squeeze(dropped));
    }

    private static Value unsqueeze(OnnxNode node, Context context) {
        Feature input = context.feature(node, 0);
        long[] said = Axes.numbers(node, "axes", 1, context::constant)
                .orElseThrow(() -> new IllegalArgumentException("it names no axes"));
        return input.with(input.view().unsqueeze(Axes.normal(said, input.rank() + said.length)));
    }

    private static Value transpose(OnnxNode node, Context context) {
        Feature input = context.feature(node, 0);
        List<Integer> order = new ArrayList<>();
        Optional<long[]> said = node.attributes().wholes("perm");
        if (said.isPresent()) {
            order.addAll(Axes.normal(said.get(), input.rank()));
        } else {
            for (int axis = input.rank() - 1; axis >= 0; axis--) {
                order.add(axis);
            }
        }
        if (order.size() != input.rank()) {
            throw new IllegalArgumentException("its perm is for another number of axes than " + input.rank());
        }
        return input.with(input.view().transpose(order));
    }

    /** To a shape that the value has already. */
    private static Value expand(OnnxNode node, Context context) {
        Feature input = context.feature(node, 0);
        List<Dim> shape = context.sizes(node, 1)
                .orElseThrow(() -> new IllegalArgumentException("its shape is computed from the image"))
                .values();
        View view = input.view();
        if (shape.size() > view.rank()) {
            List<Integer> front = new ArrayList<>();
            for (int axis = 0; axis < shape.size() - view.rank(); axis++) {
                front.add(axis);
            }
            view = view.unsqueeze(front);
        }
        int shift = view.rank() - shape.size();
        for (int axis = 0; axis < shape.size(); axis++) {
            Dim wanted = shape.get(axis);
            if (!wanted.is(1) && !wanted.same(view.extent(shift + axis))) {
                throw new IllegalArgumentException("it repeats a computed value of shape " + view.shape());
            }
        }
        return input.with(view);
    }

    private static Value depthToSpace(OnnxNode node, Context context) {
        Base input = context.standard().pixels(context.feature(node, 0));
        int block = block(node);
        boolean columnsFirst = node.attributes().text("mode", "DCR").equals("CRD");
        if (input.channels() % (block * block) != 0) {
            throw new IllegalArgumentException("its block of " + block + " does not divide its channels");
        }
        Base result = new Base(
                "",
                false,
                input.batch(),
                input.channels() / (block * block),
                input.height().times(block),
                input.width().times(block));
        DepthToSpace op = new DepthToSpace(block, columnsFirst ? DepthToSpace.Order.CRD : DepthToSpace.Order.DCR);
        return Feature.map(context.add(NodeNames.of(node), op, List.of(input), Map.of(), result));
    }

    private static Value spaceToDepth(OnnxNode node, Context context) {
        Base input = context.standard().pixels(context.feature(node, 0));
        int block = block(node);
        Base result = new Base(
                "",
                false,
                input.batch(),
                Math.multiplyExact(input.channels(), block * block),
                context.dims().floorDiv(input.height(), block),
                context.dims().floorDiv(input.width(), block));
        SpaceToDepth op = new SpaceToDepth(block, DepthToSpace.Order.DCR);
        return Feature.map(context.add(NodeNames.of(node), op, List.of(input), Map.of(), result));
    }

    private static int block(OnnxNode node) {
        long block = node.attributes().whole("blocksize", 0);
        if (block < 1 || block > 1 << 15) {
            throw new IllegalArgumentException("its blocksize is " + block);
        }
        return (int) block;
    }
}
