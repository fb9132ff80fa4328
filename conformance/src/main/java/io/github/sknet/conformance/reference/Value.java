package io.github.sknet.conformance.reference;

import io.github.sknet.graph.Shape;
import io.github.sknet.graph.weights.Tensor;

/**
 * A node's output in double precision: (N, C, H, W), row-major. A vector (N, C) has one pixel.
 *
 * @param shape C, H and W
 * @param batch N
 * @param data the values
 */
record Value(Shape shape, int batch, double[] data) {

    /** Says a value. */
    @FunctionalInterface
    interface Definition {
        double at(int n, int c, int y, int x);
    }

    /** Every value as the definition has it. */
    static Value of(Shape shape, int batch, Definition definition) {
        double[] data = new double[Math.toIntExact(batch * shape.elements())];
        int i = 0;
        for (int n = 0; n < batch; n++) {
            for (int c = 0; c < shape.channels(); c++) {
                for (int y = 0; y < shape.height(); y++) {
                    for (int x = 0; x < shape.width(); x++) {
                        data[i++] = definition.at(n, c, y, x);
                    }
                }
            }
        }
        return new Value(shape, batch, data);
    }

    static Value of(Shape shape, Tensor tensor) {
        double[] data = new double[tensor.values().length];
        for (int i = 0; i < data.length; i++) {
            data[i] = tensor.values()[i];
        }
        return new Value(shape, tensor.size(0), data);
    }

    double at(int n, int c, int y, int x) {
        return data[((n * shape.channels() + c) * shape.height() + y) * shape.width() + x];
    }

    void add(int n, int c, int y, int x, double summand) {
        data[((n * shape.channels() + c) * shape.height() + y) * shape.width() + x] += summand;
    }

    /** A vector's value. */
    double at(int n, int c) {
        return at(n, c, 0, 0);
    }

    /** The value in a larger shape, over which a single channel and a single pixel are repeated. */
    double repeated(int n, int c, int y, int x) {
        boolean pixel = shape.pixels() == 1;
        return at(n, shape.channels() == 1 ? 0 : c, pixel ? 0 : y, pixel ? 0 : x);
    }

    /** True for a pixel of the map, false for one of the padding around it. */
    boolean contains(int y, int x) {
        return y >= 0 && y < shape.height() && x >= 0 && x < shape.width();
    }

    /** The mean over all pixels. */
    double mean(int n, int c) {
        double sum = 0;
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                sum += at(n, c, y, x);
            }
        }
        return sum / shape.pixels();
    }

    /** The largest of all pixels. */
    double largest(int n, int c) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                largest = Math.max(largest, at(n, c, y, x));
            }
        }
        return largest;
    }

    /** The mean over all channels of a pixel. */
    double meanChannel(int n, int y, int x) {
        double sum = 0;
        for (int c = 0; c < shape.channels(); c++) {
            sum += at(n, c, y, x);
        }
        return sum / shape.channels();
    }

    DoubleTensor toTensor() {
        return new DoubleTensor(shape.withBatch(batch), data);
    }
}
