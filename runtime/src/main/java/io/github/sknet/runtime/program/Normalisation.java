package io.github.sknet.runtime.program;

import java.util.List;

/** An operation that relates values to others of the same sample. */
public sealed interface Normalisation extends Operation {

    /** A function of the channels of each pixel. */
    record AcrossChannels(Value input, Value output, ChannelOperation function) implements Normalisation {

        @Override
        public List<Value> inputs() {
            return List.of(input);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitAcrossChannels(this);
        }
    }

    /** The group normalisation of consecutive channels: weight·(x − mean)/√(var + ε) + bias, with weight and bias by channel. */
    record NormaliseGroups(Value input, Value output, int groups, float[] weight, float[] bias, float epsilon)
            implements Normalisation {

        @Override
        public List<Value> inputs() {
            return List.of(input);
        }

        @Override
        public Value overwritable() {
            return input;
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitNormaliseGroups(this);
        }
    }
}
