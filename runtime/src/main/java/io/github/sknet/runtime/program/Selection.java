package io.github.sknet.runtime.program;

import io.github.sknet.graph.Select;
import io.github.sknet.runtime.kernels.ChannelFunction;
import io.github.sknet.runtime.kernels.ValueFunction;
import java.util.List;
import java.util.stream.Stream;

/** What a selection of kernels consists of: its shares, and the mixture. */
public sealed interface Selection extends Operation {

    /** What makes shares of a map of logits, pixel by pixel. */
    static Operation gated(Select.Gate gate, Value logits, Value shares) {
        return switch (gate) {
            case SOFTMAX ->
                new Normalisation.AcrossChannels(logits, shares, ChannelOperation.of(new ChannelFunction.Softmax()));
            case SIGMOID -> new Operation.Apply(logits, shares, ValueFunction.SIGMOID);
        };
    }

    /**
     * The attention of a selection by channel.
     *
     * @param logits for each branch, for each channel where its logit comes from
     * @param gate what makes shares of them
     */
    record Attend(List<Operation.Channel> logits, Select.Gate gate, Attention attention) implements Selection {

        /** The share of the first branch. */
        @Override
        public Value output() {
            return attention.values().get(0);
        }

        @Override
        public List<Value> results() {
            return attention.values();
        }

        @Override
        public List<Value> inputs() {
            return logits.stream().map(Operation.Channel::value).distinct().toList();
        }

        /** The logits of one branch, as what would copy them to where its shares are. */
        public Operation.Route logits(int branch) {
            int channels = output().shape().channels();
            return new Operation.Route(
                    logits.subList(branch * channels, (branch + 1) * channels),
                    attention.values().get(branch));
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitAttend(this);
        }
    }

    /** Σ aₘ·Fₘ, where each channel or each pixel has shares of its own. */
    record Mix(List<Value> branches, Attention attention, Value output) implements Selection {

        @Override
        public List<Value> inputs() {
            return Stream.concat(branches.stream(), attention.values().stream()).toList();
        }

        @Override
        public Value overwritable() {
            return branches.get(0);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitMix(this);
        }
    }
}
