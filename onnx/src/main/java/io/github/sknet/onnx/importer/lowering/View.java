package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.onnx.importer.evaluation.Dim;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * How an ONNX tensor's axes lie in a value (N, C, H, W): each is a product of parts of that value's axes, the first varying slowest. A
 * tensor (N, H, W, C) is one whose axes are in another order, and (N, 2, C/2, H, W), half of a channel shuffle, has the channels in
 * two parts.
 *
 * @param axes an empty list is an axis of extent 1
 */
record View(List<List<Factor>> axes) {

    View {
        axes = axes.stream().map(List::copyOf).toList();
    }

    int rank() {
        return axes.size();
    }

    Dim extent(int axis) {
        Dim extent = Dim.of(1);
        for (Factor factor : axes.get(axis)) {
            extent = extent.times(factor.extent());
        }
        return extent;
    }

    List<Dim> shape() {
        List<Dim> shape = new ArrayList<>();
        for (int axis = 0; axis < rank(); axis++) {
            shape.add(extent(axis));
        }
        return shape;
    }

    /** The parts of an axis that have more than one position. */
    List<Factor> parts(int axis) {
        return axes.get(axis).stream().filter(factor -> !factor.isOne()).toList();
    }

    /** Whether an axis has only parts of one axis of the value, or none. */
    boolean within(int axis, Axis kind) {
        return parts(axis).stream().allMatch(factor -> factor.axis() == kind);
    }

    /** Whether an axis is one whole axis of the value, or has one position where that has. */
    boolean isWhole(int axis, Axis kind, Dim extent) {
        List<Factor> parts = parts(axis);
        return parts.isEmpty()
                ? extent.is(1)
                : parts.size() == 1
                        && parts.get(0).axis() == kind
                        && parts.get(0).stride() == 1
                        && parts.get(0).extent().same(extent);
    }

    View transpose(List<Integer> order) {
        return new View(order.stream().map(axes::get).toList());
    }

    /** Another number of axes of one position at the given places of the result. */
    View unsqueeze(List<Integer> added) {
        List<List<Factor>> result = new ArrayList<>(axes);
        added.stream().sorted().forEach(axis -> result.add(axis, List.of()));
        return new View(result);
    }

    /** Without the given axes, each of which has one position. */
    View squeeze(List<Integer> dropped) {
        List<List<Factor>> result = new ArrayList<>();
        for (int axis = 0; axis < rank(); axis++) {
            if (!dropped.contains(axis)) {
                result.add(axes.get(axis));
            } else if (!parts(axis).isEmpty()) {
                throw new IllegalArgumentException("axis " + axis + " of extent " + extent(axis) + " is dropped");
            }
        }
        return new View(result);
    }

    /** The same with one axis in another form. */
    View with(int axis, List<Factor> parts) {
        List<List<Factor>> result = new ArrayList<>(axes);
        result.set(axis, parts);
        return new View(result);
    }

    /**
     * The same values in the same order under another shape.
     *
     * @param shape extents; −1 for what is left over, once
     * @throws IllegalArgumentException when the sizes do not go together, as far as is known
     */
    View reshape(List<Dim> shape) {
        Deque<Factor> rest = new ArrayDeque<>();
        axes.forEach(axis -> axis.stream().filter(factor -> !factor.isOne()).forEach(rest::add));
        List<List<Factor>> result = new ArrayList<>(Collections.nCopies(shape.size(), List.of()));
        int open = openAxis(shape);
        int fromLeft = open < 0 ? shape.size() : open;
        for (int axis = 0; axis < fromLeft; axis++) {
            result.set(axis, takeFirst(rest, shape, axis));
        }
        for (int axis = shape.size() - 1; axis > open && open >= 0; axis--) {
            result.set(axis, takeLast(rest, shape, axis));
        }
        if (open >= 0) {
            result.set(open, new ArrayList<>(rest));
        } else if (!rest.isEmpty()) {
            throw mismatch(shape);
        }
        return new View(result);
    }

    private static int openAxis(List<Dim> shape) {
        int open = -1;
        for (int axis = 0; axis < shape.size(); axis++) {
            if (shape.get(axis).is(-1)) {
                if (open >= 0) {
                    throw new IllegalArgumentException("its shape leaves two axes open");
                }
                open = axis;
            }
        }
        return open;
    }

    private List<Factor> takeFirst(Deque<Factor> rest, List<Dim> shape, int axis) {
        Dim wanted = shape.get(axis);
        List<Factor> taken = new ArrayList<>();
        Dim product = Dim.of(1);
        while (!product.same(wanted)) {
            Factor next = rest.pollFirst();
            if (next == null) {
                throw mismatch(shape);
            }
            if (product.times(next.extent()).same(wanted) || !splits(next, product, wanted)) {
                taken.add(next);
                product = product.times(next.extent());
            } else {
                int outer = quotient(wanted, product);
                int inner = number(next.extent()) / outer;
                taken.add(new Factor(next.axis(), Dim.of(outer), next.stride() * inner));
                rest.addFirst(new Factor(next.axis(), Dim.of(inner), next.stride()));
                product = wanted;
            }
        }
        return taken;
    }

    private List<Factor> takeLast(Deque<Factor> rest, List<Dim> shape, int axis) {
        Dim wanted = shape.get(axis);
        List<Factor> taken = new ArrayList<>();
        Dim product = Dim.of(1);
        while (!product.same(wanted)) {
            Factor next = rest.pollLast();
            if (next == null) {
                throw mismatch(shape);
            }
            if (product.times(next.extent()).same(wanted) || !splits(next, product, wanted)) {
                taken.add(0, next);
                product = product.times(next.extent());
            } else {
                int inner = quotient(wanted, product);
                int outer = number(next.extent()) / inner;
                taken.add(0, new Factor(next.axis(), Dim.of(inner), next.stride()));
                rest.addLast(new Factor(next.axis(), Dim.of(outer), next.stride() * inner));
                product = wanted;
            }
        }
        return taken;
    }

    /** Whether a part of a factor is what is lacking: of channels alone, whose number is always known. */
    private static boolean splits(Factor factor, Dim product, Dim wanted) {
        if (factor.axis() != Axis.CHANNEL
                || wanted.known().isEmpty()
                || product.known().isEmpty()) {
            return false;
        }
        long lacking =
                product.is(0) ? 0 : wanted.known().getAsLong() / product.known().getAsLong();
        return lacking > 1 && product.times(lacking).same(wanted) && number(factor.extent()) % lacking == 0;
    }

    private static int quotient(Dim wanted, Dim product) {
        return (int) (wanted.known().getAsLong() / product.known().getAsLong());
    }

    private static int number(Dim extent) {
        return (int) extent.number().orElseThrow();
    }

    private IllegalArgumentException mismatch(List<Dim> shape) {
        return new IllegalArgumentException("a tensor of shape " + shape() + " becomes one of shape " + shape
                + ", which cuts height, width or batch in parts or mixes them in a way that no operation here has");
    }
}
