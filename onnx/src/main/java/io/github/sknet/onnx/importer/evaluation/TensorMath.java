package io.github.sknet.onnx.importer.evaluation;

import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.MemoryBudget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * Plain loops over constants.
 *
 * @param budget what results may take
 */
record TensorMath(MemoryBudget budget) {

    /** Values picked from a constant: each output by the position it comes from. */
    Constant pick(Constant from, List<Integer> shape, IntUnaryOperator origin) {
        int size = Constant.elements(shape);
        if (from.whole()) {
            long[] values = longs(size);
            for (int i = 0; i < size; i++) {
                values[i] = from.longs()[origin.applyAsInt(i)];
            }
            return Constant.of(shape, values);
        }
        float[] values = floats(size);
        for (int i = 0; i < size; i++) {
            values[i] = from.floats()[origin.applyAsInt(i)];
        }
        return Constant.of(shape, values);
    }

    Constant map(Constant from, DoubleUnaryOperator function) {
        if (from.whole()) {
            long[] values = longs(from.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = (long) function.applyAsDouble(from.at(i));
            }
            return Constant.of(from.shape(), values);
        }
        float[] values = floats(from.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) function.applyAsDouble(from.at(i));
        }
        return Constant.of(from.shape(), values);
    }

    /** Two constants value by value, the smaller one repeated. */
    Constant combine(Constant a, Constant b, DoubleBinaryOperator function) {
        List<Integer> shape = broadcast(a.shape(), b.shape());
        IntUnaryOperator inA = origin(a.shape(), shape);
        IntUnaryOperator inB = origin(b.shape(), shape);
        int size = Constant.elements(shape);
        if (a.whole() && b.whole()) {
            long[] values = longs(size);
            for (int i = 0; i < size; i++) {
                values[i] = (long) function.applyAsDouble(a.at(inA.applyAsInt(i)), b.at(inB.applyAsInt(i)));
            }
            return Constant.of(shape, values);
        }
        float[] values = floats(size);
        for (int i = 0; i < size; i++) {
            values[i] = (float) function.applyAsDouble(a.at(inA.applyAsInt(i)), b.at(inB.applyAsInt(i)));
        }
        return Constant.of(shape, values);
    }

    Constant expand(Constant from, List<Integer> shape) {
        List<Integer> common = broadcast(from.shape(), shape);
        return pick(from, common, origin(from.shape(), common));
    }

    Constant transpose(Constant from, List<Integer> order) {
        List<Integer> shape = order.stream().map(from.shape()::get).toList();
        int[] strides = strides(from.shape());
        int[] steps = order.stream().mapToInt(axis -> strides[axis]).toArray();
        return pick(from, shape, walk(shape, steps, 0));
    }

    /** Every {@code step}-th value of an axis, from {@code start} on. */
    Constant slice(Constant from, int axis, int start, int step, int count) {
        List<Integer> shape = new ArrayList<>(from.shape());
        shape.set(axis, count);
        int[] steps = strides(from.shape());
        int first = start * steps[axis];
        steps[axis] *= step;
        return pick(from, shape, walk(shape, steps, first));
    }

    Constant gather(Constant from, Constant indices, int axis) {
        List<Integer> shape = new ArrayList<>(from.shape().subList(0, axis));
        shape.addAll(indices.shape());
        shape.addAll(from.shape().subList(axis + 1, from.rank()));
        int extent = from.shape().get(axis);
        int inner = Constant.elements(from.shape().subList(axis + 1, from.rank()));
        int count = indices.size();
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = Axes.normal(indices.wholes()[i], extent);
        }
        return pick(from, shape, i -> (i / inner / count * extent + places[i / inner % count]) * inner + i % inner);
    }

    Constant concat(List<Constant> parts, int axis) {
        List<Integer> shape = new ArrayList<>(parts.get(0).shape());
        int total = 0;
        for (Constant part : parts) {
            if (part.rank() != shape.size()) {
                throw new IllegalArgumentException("it joins tensors of different ranks");
            }
            total = Math.addExact(total, part.shape().get(axis));
        }
        shape.set(axis, total);
        int size = Constant.elements(shape);
        int outer = Constant.elements(shape.subList(0, axis));
        boolean whole = parts.stream().allMatch(Constant::whole);
        long[] longs = whole ? longs(size) : null;
        float[] floats = whole ? null : floats(size);
        int row = outer == 0 ? 0 : size / outer;
        int offset = 0;
        for (Constant part : parts) {
            int length = outer == 0 ? 0 : part.size() / outer;
            for (int i = 0; i < outer; i++) {
                for (int j = 0; j < length; j++) {
                    int target = i * row + offset + j;
                    if (whole) {
                        longs[target] = part.longs()[i * length + j];
                    } else {
                        floats[target] = (float) part.at(i * length + j);
                    }
                }
            }
            offset += length;
        }
        return new Constant(shape, floats, longs);
    }

    float[] floats(int size) {
        budget.take(size, Float.BYTES);
        return new float[size];
    }

    long[] longs(int size) {
        budget.take(size, Long.BYTES);
        return new long[size];
    }

    static List<Integer> broadcast(List<Integer> a, List<Integer> b) {
        List<Integer> shape = new ArrayList<>(Collections.nCopies(Math.max(a.size(), b.size()), 1));
        for (List<Integer> other : List.of(a, b)) {
            int shift = shape.size() - other.size();
            for (int i = 0; i < other.size(); i++) {
                int extent = other.get(i);
                if (extent != 1 && shape.get(shift + i) != 1 && shape.get(shift + i) != extent) {
                    throw new IllegalArgumentException("shapes " + a + " and " + b + " do not go together");
                }
                if (extent != 1) {
                    shape.set(shift + i, extent);
                }
            }
        }
        return shape;
    }

    private static IntUnaryOperator origin(List<Integer> from, List<Integer> shape) {
        if (from.equals(shape)) {
            return IntUnaryOperator.identity();
        }
        int[] strides = strides(from);
        int[] steps = new int[shape.size()];
        int shift = shape.size() - from.size();
        for (int i = 0; i < from.size(); i++) {
            steps[shift + i] = from.get(i) == 1 ? 0 : strides[i];
        }
        return walk(shape, steps, 0);
    }

    static int[] strides(List<Integer> shape) {
        int[] strides = new int[shape.size()];
        int stride = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape.get(i);
        }
        return strides;
    }

    private static IntUnaryOperator walk(List<Integer> shape, int[] steps, int first) {
        int[] extents = shape.stream().mapToInt(Integer::intValue).toArray();
        return index -> {
            int place = first;
            int rest = index;
            for (int axis = extents.length - 1; axis >= 0; axis--) {
                place += rest % extents[axis] * steps[axis];
                rest /= extents[axis];
            }
            return place;
        };
    }
}
