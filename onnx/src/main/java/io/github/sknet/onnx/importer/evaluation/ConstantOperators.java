package io.github.sknet.onnx.importer.evaluation;

import static java.util.Map.entry;

import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.MemoryBudget;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** The operators that are computed where all that they read is in the file. */
public final class ConstantOperators {

    /** The data types of integers and booleans, as numbered in onnx.proto. */
    private static final Set<Long> WHOLE_TYPES = Set.of(2L, 3L, 4L, 5L, 6L, 7L, 9L, 12L, 13L);

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.ofEntries(
            entry("Identity", x -> x),
            entry("Neg", x -> -x),
            entry("Abs", Math::abs),
            entry("Sqrt", Math::sqrt),
            entry("Exp", Math::exp),
            entry("Log", Math::log),
            entry("Reciprocal", x -> 1 / x),
            entry("Floor", Math::floor),
            entry("Ceil", Math::ceil),
            entry("Round", Math::rint),
            entry("Not", x -> x == 0 ? 1 : 0));

    private static final Map<String, DoubleBinaryOperator> OPERATIONS = Map.ofEntries(
            entry("Add", Double::sum),
            entry("Sub", (a, b) -> a - b),
            entry("Mul", (a, b) -> a * b),
            entry("Pow", Math::pow),
            entry("Min", Math::min),
            entry("Max", Math::max),
            entry("Equal", (a, b) -> a == b ? 1 : 0),
            entry("Less", (a, b) -> a < b ? 1 : 0),
            entry("Greater", (a, b) -> a > b ? 1 : 0));

    private static final Set<String> OTHERS = Set.of(
            "Constant",
            "ConstantOfShape",
            "Cast",
            "Shape",
            "Div",
            "Reshape",
            "Flatten",
            "Squeeze",
            "Unsqueeze",
            "Transpose",
            "Concat",
            "Slice",
            "Gather",
            "Expand",
            "Range",
            "Where");

    private final int opset;
    private final TensorMath math;

    /**
     * The operators of a version.
     *
     * @param budget what results may take
     */
    public ConstantOperators(int opset, MemoryBudget budget) {
        this.opset = opset;
        this.math = new TensorMath(budget);
    }

    /** The names of all operators that can be computed. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>(OTHERS);
        names.addAll(FUNCTIONS.keySet());
        names.addAll(OPERATIONS.keySet());
        return names;
    }

    /**
     * A node's first output.
     *
     * @param inputs the values of its inputs; null where one is left out
     * @return empty where the operator is none of those that can be computed
     * @throws IllegalArgumentException when the inputs do not fit
     */
    public Optional<Constant> compute(OnnxNode node, List<Constant> inputs) {
        if (node.outputs().size() != 1) {
            return Optional.empty();
        }
        DoubleUnaryOperator function = FUNCTIONS.get(node.operator());
        if (function != null) {
            Constant only = input(inputs, 0);
            return Optional.of(node.operator().equals("Identity") ? only : math.map(only, function));
        }
        DoubleBinaryOperator operation = OPERATIONS.get(node.operator());
        if (operation != null) {
            return Optional.of(math.combine(input(inputs, 0), second(node, inputs), operation));
        }
        return OTHERS.contains(node.operator()) ? Optional.of(computeOther(node, inputs)) : Optional.empty();
    }

    private Constant computeOther(OnnxNode node, List<Constant> inputs) {
        return switch (node.operator()) {
            case "Constant" -> literal(node);
            case "ConstantOfShape" -> filled(node, input(inputs, 0));
            case "Cast" -> cast(node, input(inputs, 0));
            case "Shape" -> shape(node, input(inputs, 0));
            case "Div" -> divide(input(inputs, 0), second(node, inputs));
            case "Reshape" -> reshape(node, inputs);
            case "Flatten" -> flatten(node, input(inputs, 0));
            case "Squeeze" -> squeeze(node, inputs);
            case "Unsqueeze" -> unsqueeze(node, inputs);
            case "Transpose" -> transpose(node, input(inputs, 0));
            case "Concat" ->
                math.concat(
                        inputs,
                        Axes.normal(
                                node.attributes().whole("axis", 1),
                                input(inputs, 0).rank()));
            case "Slice" -> slice(node, inputs);
            case "Gather" ->
                math.gather(
                        input(inputs, 0),
                        input(inputs, 1),
                        Axes.normal(
                                node.attributes().whole("axis", 0),
                                input(inputs, 0).rank()));
            case "Expand" -> math.expand(input(inputs, 0), integers(input(inputs, 1)));
            case "Range" -> range(input(inputs, 0), input(inputs, 1), input(inputs, 2));
            default -> where(input(inputs, 0), input(inputs, 1), input(inputs, 2));
        };
    }

    private static Constant input(List<Constant> inputs, int index) {
        Constant input = index < inputs.size() ? inputs.get(index) : null;
        if (input == null) {
            throw new IllegalArgumentException("its input " + index + " is missing");
        }
        return input;
    }

    /** Before operator set 7 the second operand says by {@code axis} where it begins. */
    private static Constant second(OnnxNode node, List<Constant> inputs) {
        Constant second = input(inputs, 1);
        if (!node.attributes().has("axis")) {
            return second;
        }
        int rank = input(inputs, 0).rank();
        List<Integer> shape = new ArrayList<>(second.shape());
        for (int i = Axes.normal(node.attributes().whole("axis", 0), rank) + shape.size(); i < rank; i++) {
            shape.add(1);
        }
        return second.reshape(shape);
    }

    private static Constant literal(OnnxNode node) {
        if (node.attributes().has("value")) {
            return node.attributes().tensor("value").orElseThrow();
        }
        if (node.attributes().has("value_int")) {
            return Constant.of(List.of(), new long[] {node.attributes().whole("value_int", 0)});
        }
        if (node.attributes().has("value_float")) {
            return Constant.of(List.of(), new float[] {node.attributes().real("value_float", 0)});
        }
        if (node.attributes().has("value_ints")) {
            return Constant.vector(node.attributes().wholes("value_ints").orElseThrow());
        }
        float[] values = node.attributes()
                .reals("value_floats")
                .orElseThrow(() -> new IllegalArgumentException("it holds no tensor of numbers"));
        return Constant.of(List.of(values.length), values);
    }

    private Constant filled(OnnxNode node, Constant shape) {
        Constant value = node.attributes().tensor("value").orElse(Constant.of(List.of(1), new float[1]));
        return math.expand(value.reshape(value.size() == 1 ? List.of() : value.shape()), integers(shape));
    }

    private Constant cast(OnnxNode node, Constant value) {
        boolean whole = WHOLE_TYPES.contains(node.attributes().whole("to", 1));
        if (whole == value.whole()) {
            return value;
        }
        if (!whole) {
            return Constant.of(value.shape(), value.asFloats());
        }
        long[] longs = math.longs(value.size());
        for (int i = 0; i < longs.length; i++) {
            longs[i] = (long) value.floats()[i];
        }
        return Constant.of(value.shape(), longs);
    }

    private static Constant shape(OnnxNode node, Constant value) {
        int rank = value.rank();
        int start = clamped(node.attributes().whole("start", 0), rank);
        int end = clamped(node.attributes().whole("end", rank), rank);
        return Constant.vector(value.shape().subList(start, Math.max(start, end)).stream()
                .mapToLong(Integer::longValue)
                .toArray());
    }

    static int clamped(long index, int rank) {
        long counted = index < 0 ? index + rank : index;
        return (int) Math.max(0, Math.min(rank, counted));
    }

    /** Whole numbers are cut towards zero. */
    private Constant divide(Constant a, Constant b) {
        if (a.whole() && b.whole()) {
            return math.combine(a, b, (x, y) -> {
                if (y == 0) {
                    throw new IllegalArgumentException("it divides by zero");
                }
                return (long) x / (long) y;
            });
        }
        return math.combine(a, b, (x, y) -> x / y);
    }

    private static Constant reshape(OnnxNode node, List<Constant> inputs) {
        Constant value = input(inputs, 0);
        long[] wanted = inputs.size() > 1
                ? input(inputs, 1).wholes()
                : node.attributes().wholes("shape").orElseThrow(() -> new IllegalArgumentException("it has no shape"));
        List<Integer> shape = new ArrayList<>();
        int open = -1;
        long known = 1;
        for (int i = 0; i < wanted.length; i++) {
            boolean copied =
                    wanted[i] == 0 && i < value.rank() && !node.attributes().flag("allowzero", false);
            int extent = copied ? value.shape().get(i) : Math.toIntExact(wanted[i]);
            if (extent == -1) {
                open = i;
            } else {
                known = Math.multiplyExact(known, extent);
            }
            shape.add(extent);
        }
        if (open >= 0) {
            shape.set(open, known == 0 ? 0 : Math.toIntExact(value.size() / known));
        }
        return value.reshape(shape);
    }

    private static Constant flatten(OnnxNode node, Constant value) {
        long said = node.attributes().whole("axis", 1);
        int axis = said == value.rank() ? value.rank() : Axes.normal(said, value.rank());
        return value.reshape(List.of(
                Constant.elements(value.shape().subList(0, axis)),
                Constant.elements(value.shape().subList(axis, value.rank()))));
    }

    private static Constant squeeze(OnnxNode node, List<Constant> inputs) {
        Constant value = input(inputs, 0);
        Optional<long[]> said = axes(node, inputs);
        List<Integer> dropped = said.isPresent()
                ? Axes.normal(said.get(), value.rank())
                : IntStream.range(0, value.rank())
                        .filter(axis -> value.shape().get(axis) == 1)
                        .boxed()
                        .toList();
        List<Integer> shape = new ArrayList<>();
        for (int axis = 0; axis < value.rank(); axis++) {
            if (!dropped.contains(axis)) {
                shape.add(value.shape().get(axis));
            }
        }
        return value.reshape(shape);
    }

    private static Constant unsqueeze(OnnxNode node, List<Constant> inputs) {
        Constant value = input(inputs, 0);
        long[] said = axes(node, inputs).orElseThrow(() -> new IllegalArgumentException("it names no axes"));
        List<Integer> added = Axes.normal(said, value.rank() + said.length);
        List<Integer> shape = new ArrayList<>();
        int next = 0;
        for (int axis = 0; axis < value.rank() + said.length; axis++) {
            shape.add(added.contains(axis) ? 1 : value.shape().get(next++));
        }
        return value.reshape(shape);
    }

    private static Optional<long[]> axes(OnnxNode node, List<Constant> inputs) {
        return inputs.size() > 1 && inputs.get(1) != null
                ? Optional.of(inputs.get(1).wholes())
                : node.attributes().wholes("axes");
    }

    private Constant transpose(OnnxNode node, Constant value) {
        List<Integer> order = new ArrayList<>();
        Optional<long[]> said = node.attributes().wholes("perm");
        for (int i = 0; i < value.rank(); i++) {
            order.add(value.rank() - 1 - i);
        }
        if (said.isPresent()) {
            order = Axes.normal(said.get(), value.rank());
            if (order.size() != value.rank()) {
                throw new IllegalArgumentException("its order of axes does not fit a tensor of shape " + value.shape());
            }
        }
        return math.transpose(value, order);
    }

    private Constant slice(OnnxNode node, List<Constant> inputs) {
        Constant value = input(inputs, 0);
        SliceRange[] ranges = SliceRange.of(node, inputs, value.rank(), opset);
        for (SliceRange range : ranges) {
            SliceRange.Picked picked = range.within(value.shape().get(range.axis()));
            value = math.slice(value, range.axis(), picked.start(), picked.step(), picked.count());
        }
        return value;
    }

    private Constant range(Constant start, Constant limit, Constant delta) {
        double count = Math.ceil((limit.single() - start.single()) / delta.single());
        if (!(count >= 0 && count <= Constant.MAX_ELEMENTS)) {
            throw new IllegalArgumentException("its range has " + count + " values");
        }
        int size = (int) count;
        if (start.whole()) {
            long[] values = math.longs(size);
            for (int i = 0; i < size; i++) {
                values[i] = start.longs()[0] + i * (long) delta.single();
            }
            return Constant.of(List.of(size), values);
        }
        float[] values = math.floats(size);
        for (int i = 0; i < size; i++) {
            values[i] = (float) (start.single() + i * delta.single());
        }
        return Constant.of(List.of(size), values);
    }

    private Constant where(Constant condition, Constant then, Constant otherwise) {
        List<Integer> shape =
                TensorMath.broadcast(condition.shape(), TensorMath.broadcast(then.shape(), otherwise.shape()));
        Constant test = math.expand(condition, shape);
        Constant yes = math.expand(then, shape);
        Constant no = math.expand(otherwise, shape);
        if (yes.whole() && no.whole()) {
            long[] values = math.longs(test.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = test.at(i) != 0 ? yes.longs()[i] : no.longs()[i];
            }
            return Constant.of(shape, values);
        }
        float[] values = math.floats(test.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (test.at(i) != 0 ? yes.at(i) : no.at(i));
        }
        return Constant.of(shape, values);
    }

    static List<Integer> integers(Constant constant) {
        List<Integer> numbers = new ArrayList<>();
        for (long number : constant.wholes()) {
            numbers.add(Math.toIntExact(number));
        }
        return numbers;
    }
}
