package io.github.sknet.runtime.program;

import io.github.sknet.graph.DepthToSpace;
import io.github.sknet.graph.Pad;
import io.github.sknet.graph.Size;
import java.util.List;

/** An operation that puts values at other pixels and computes nothing. */
public sealed interface Rearrangement extends Operation {

    /** Pixels laid around a map. */
    record Surround(Value input, Value output, Pad pad) implements Rearrangement {

        @Override
        public List<Value> inputs() {
            return List.of(input);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitSurround(this);
        }
    }

    /** The channels of each pixel as a block of pixels. */
    record Widen(Value input, Value output, DepthToSpace.Order order, int block) implements Rearrangement {

        @Override
        public List<Value> inputs() {
            return List.of(input);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitWiden(this);
        }
    }

    /** Each block of pixels as the channels of one: the whole map as a vector, where the block is as large. */
    record Deepen(Value input, Value output, DepthToSpace.Order order, Size block) implements Rearrangement {

        @Override
        public List<Value> inputs() {
            return List.of(input);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitDeepen(this);
        }
    }

    /**
     * Maps whose pixels take turns: pixel (y, x) is pixel (y / stride, x / stride) of the part (y mod stride, x mod stride).
     *
     * @param parts row by row; fewer than the strides' product where the output is smaller than a stride
     */
    record Weave(List<Value> parts, Value output, Size stride) implements Rearrangement {

        @Override
        public List<Value> inputs() {
            return parts;
        }

        /** The parts in a row. */
        public int columns() {
            return Math.min(stride.width(), output.shape().width());
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitWeave(this);
        }
    }
}
