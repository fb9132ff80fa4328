package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.onnx.importer.evaluation.Axes;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import io.github.sknet.onnx.importer.model.Constant;
import java.util.ArrayList;
import java.util.List;

/**
 * A constant beside a value of the network: one number, or one for each channel in the order of the value's own axis.
 *
 * @param numbers one, or as many as channels
 */
record ChannelConstant(float[] numbers) {

    /**
     * A constant as it is repeated over a tensor.
     *
     * @throws IllegalArgumentException when it differs from pixel to pixel or image to image, or does not fit
     */
    static ChannelConstant of(Feature feature, Constant constant) {
        if (constant.size() == 1) {
            return new ChannelConstant(constant.asFloats());
        }
        View view = feature.view();
        int shift = view.rank() - constant.rank();
        if (shift < 0) {
            throw new IllegalArgumentException(
                    "a constant of shape " + constant.shape() + " has more axes than the value beside it");
        }
        List<Factor> parts = new ArrayList<>();
        for (int axis = 0; axis < constant.rank(); axis++) {
            int extent = constant.shape().get(axis);
            if (extent == 1) {
                continue;
            }
            if (!view.within(shift + axis, Axis.CHANNEL)
                    || !view.extent(shift + axis).is(extent)) {
                throw new IllegalArgumentException("a constant of shape " + constant.shape()
                        + " beside a value of shape " + view.shape() + " differs from pixel to pixel, or does not fit");
            }
            parts.addAll(view.parts(shift + axis));
        }
        List<Integer> order = Standard.positions(parts);
        int channels = feature.base().channels();
        float[] numbers = new float[channels];
        float[] values = constant.asFloats();
        // A part that the constant does not name goes through all its positions with one number.
        List<Integer> rest = Standard.positions(others(feature, parts));
        if ((long) order.size() * rest.size() != channels) {
            throw new IllegalArgumentException("a constant of shape " + constant.shape() + " does not fit");
        }
        for (int i = 0; i < order.size(); i++) {
            for (int other : rest) {
                numbers[order.get(i) + other] = values[i];
            }
        }
        return new ChannelConstant(numbers);
    }

    private static List<Factor> others(Feature feature, List<Factor> taken) {
        List<Factor> others = new ArrayList<>();
        for (int axis = 0; axis < feature.rank(); axis++) {
            for (Factor part : feature.view().parts(axis)) {
                if (part.axis() == Axis.CHANNEL && !taken.contains(part)) {
                    others.add(part);
                }
            }
        }
        return others;
    }

    /**
     * Before operator set 7 the second operand says by {@code axis} where it begins: the same constant with axes behind.
     */
    static Constant placed(Feature feature, Constant constant, long axis) {
        List<Integer> shape = new ArrayList<>(constant.shape());
        for (int i = Axes.normal(axis, feature.rank()) + constant.rank(); i < feature.rank(); i++) {
            shape.add(1);
        }
        return constant.reshape(shape);
    }

    /** Whether all channels have the same number. */
    boolean isUniform() {
        for (float number : numbers) {
            if (number != numbers[0]) {
                return false;
            }
        }
        return true;
    }

    float[] values(int channels) {
        return Weighted.perChannel(Constant.of(List.of(numbers.length), numbers), channels, "constant");
    }
}
