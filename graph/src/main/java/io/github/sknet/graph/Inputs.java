package io.github.sknet.graph;

import java.util.Arrays;
import java.util.List;

/** Checks that operations make of their inputs' shapes. */
final class Inputs {

    /** The longest array that every JVM can make. */
    private static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    private Inputs() {}

    static void count(Op op, List<Shape> inputs, int count) {
        if (inputs.size() != count) {
            throw new IllegalArgumentException(op + " takes " + count + " input(s), not " + inputs.size());
        }
    }

    static Shape single(Op op, List<Shape> inputs) {
        count(op, inputs, 1);
        return inputs.get(0);
    }

    static Shape singleMap(Op op, List<Shape> inputs) {
        return map(op, single(op, inputs));
    }

    static Shape map(Op op, Shape shape) {
        if (shape.vector()) {
            throw new IllegalArgumentException(op + " takes a feature map (N, C, H, W), not " + shape);
        }
        return shape;
    }

    static Shape vector(Op op, Shape shape) {
        if (!shape.vector()) {
            throw new IllegalArgumentException(op + " takes a vector (N, C), not " + shape);
        }
        return shape;
    }

    static void channels(Op op, Shape shape, int channels) {
        if (shape.channels() != channels) {
            throw new IllegalArgumentException(op + " takes " + channels + " channels, not " + shape);
        }
    }

    /** The shape that all inputs share. */
    static Shape common(Op op, List<Shape> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException(op + " takes at least one input");
        }
        for (Shape shape : inputs) {
            if (!shape.equals(inputs.get(0))) {
                throw new IllegalArgumentException(
                        op + " takes inputs of one shape, not " + inputs.get(0) + " and " + shape);
            }
        }
        return inputs.get(0);
    }

    /** The first input's shape, which the others have as well, but for one channel or one pixel in place of more. */
    static Shape broadcast(Op op, List<Shape> inputs) {
        Shape first = inputs.get(0);
        for (Shape shape : inputs.subList(1, inputs.size())) {
            boolean pixels = shape.vector()
                    || !first.vector()
                            && (shape.pixels() == 1
                                    || shape.height() == first.height() && shape.width() == first.width());
            if (!pixels || shape.channels() != 1 && shape.channels() != first.channels()) {
                throw new IllegalArgumentException(
                        op + " takes inputs of one shape, those after the first also of one channel or one pixel, not "
                                + first + " and " + shape);
            }
        }
        return first;
    }

    /** The weight and bias of a normalisation. */
    static List<ParameterSpec> norm(int channels, float weightInit) {
        return List.of(
                ParameterSpec.perChannel("weight", channels, ParameterSpec.Role.BN_WEIGHT, weightInit),
                ParameterSpec.perChannel("bias", channels, ParameterSpec.Role.BN_BIAS, 0));
    }

    static void epsilon(String op, float epsilon) {
        if (!(epsilon > 0 && Float.isFinite(epsilon))) {
            throw new IllegalArgumentException(op + ": epsilon must be positive, not " + epsilon);
        }
    }

    /** Checks that a weight's values fit one array, and so that products of its axes do not overflow. */
    static void weight(String op, long... axes) {
        long elements = 1;
        for (long axis : axes) {
            elements *= axis;
            if (elements > MAX_ELEMENTS) {
                throw new IllegalArgumentException(
                        op + ": a weight of shape " + Arrays.toString(axes) + " has more values than fit one array");
            }
        }
    }

    static void finite(String op, String name, float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException(op + ": " + name + " must be a finite number, not " + value);
        }
    }

    static void positive(String op, String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(op + ": " + name + " must be at least 1, not " + value);
        }
    }

    static void biasInit(String op, Init init) {
        if (init.kind() == Init.Kind.KAIMING_FAN_OUT) {
            throw new IllegalArgumentException(op
                    + ": a bias has no fan_out to start by; give it a constant, a normal distribution or torchDefault");
        }
    }

    static void probability(String op, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(op + ": the probability must be in [0, 1), not " + value);
        }
    }
}
