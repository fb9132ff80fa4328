package io.github.sknet.runtime.program;

import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Window;
import io.github.sknet.runtime.kernels.ValueFunction;
import java.util.ArrayList;
import java.util.List;

/** One operation of a program, with one output. */
public sealed interface Operation
        permits Operation.Convolve,
                Operation.SumGroups,
                Operation.Affine,
                Operation.Sum,
                Operation.Apply,
                Operation.Slope,
                Operation.LargestUnder,
                Operation.MeanUnder,
                Operation.Mean,
                Operation.MeanOfSums,
                Operation.Scale,
                Operation.Product,
                Operation.ScalePixels,
                Operation.Resample,
                Operation.Route,
                Normalisation,
                Rearrangement,
                Selection {

    /** What is computed. */
    Value output();

    /** What is read. */
    List<Value> inputs();

    /** What is written: the output and, for a convolution, perhaps its sums. */
    default List<Value> results() {
        return List.of(output());
    }

    /** An input of which each value is read only for the output's value in its place, and may make room for it; null for none. */
    default Value overwritable() {
        return null;
    }

    <R> R accept(OperationVisitor<R> visitor);

    /**
     * A convolution, or a linear layer as a 1×1 convolution of one pixel: bias, then what follows.
     *
     * @param firstChannel of the input, where not all of its channels are read; they are consecutive
     * @param filter says how many channels are read
     * @param following what is done with the results while they are near
     */
    record Convolve(
            Value input, int firstChannel, Value output, Window window, int groups, Filter filter, Following following)
            implements Operation {

        @Override
        public List<Value> inputs() {
            List<Value> inputs = new ArrayList<>();
            inputs.add(input);
            inputs.addAll(following.inputs());
            return inputs;
        }

        @Override
        public List<Value> results() {
            return following.sums() == null ? List.of(output) : List.of(output, following.sums());
        }

        @Override
        public Value overwritable() {
            return following.residual();
        }

        /** A convolution of all of the input's channels that nothing follows. */
        public static Convolve plain(Value input, Value output, Window window, int groups, Filter filter) {
            return new Convolve(input, 0, output, window, groups, filter, Following.NOTHING);
        }

        /** The same of other channels. */
        public Convolve reading(Value input, int firstChannel) {
            return new Convolve(input, firstChannel, output, window, groups, filter, following);
        }

        /** The same with another result, and something else that follows. */
        public Convolve giving(Value output, Following following) {
            return new Convolve(input, firstChannel, output, window, groups, filter, following);
        }

        /** The channels that are read for one output. */
        public int channelsPerGroup() {
            return filter.length() / window.taps();
        }

        /** Multiply-accumulates of one sample. */
        public long macs() {
            return (long) filter.outputs() * filter.length() * output.pixels();
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitConvolve(this);
        }
    }

    /**
     * The sum over groups of channels, one in each lane, plus bias, then the function: output o is the sum of each
     * group's channel o.
     *
     * @param bias by output channel
     */
    record SumGroups(Value input, Value output, float[] bias, ValueFunction function) implements Operation {

        @Override
        public List<Value> inputs() {
            return List.of(input);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitSumGroups(this);
        }
    }

    /** x · scale + shift by channel, then the function: a BatchNorm that follows no convolution. */
    record Affine(Value input, Value output, double[] scale, double[] shift, ValueFunction function)
            implements Operation {

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
            return visitor.visitAffine(this);
        }
    }

    /** The sum of two or more values, then the function. */
    record Sum(List<Value> inputs, Value output, ValueFunction function) implements Operation {

        @Override
        public Value overwritable() {
            return inputs.get(0);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitSum(this);
        }
    }

    /** A function of each value. */
    record Apply(Value input, Value output, ValueFunction function) implements Operation {

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
            return visitor.visitApply(this);
        }
    }

    /** max(0, x) + slope · min(0, x), by channel. */
    record Slope(Value input, Value output, float[] slope) implements Operation {

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
            return visitor.visitSlope(this);
        }
    }

    /** The largest value under a window. */
    record LargestUnder(Value input, Value output, Window window) implements Operation {

        @Override
        public List<Value> inputs() {
            return List.of(input);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitLargestUnder(this);
        }
    }

    /** The mean under a window. */
    record MeanUnder(Value input, Value output, Window window, boolean countPadding) implements Operation {

        @Override
        public List<Value> inputs() {
            return List.of(input);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitMeanUnder(this);
        }
    }

    /** The mean over all pixels of the sum of one or more maps. */
    record Mean(List<Value> inputs, Value output) implements Operation {

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitMean(this);
        }
    }

    /**
     * {@link Mean} of maps whose sums over the pixels are known already.
     *
     * @param inputs the sums
     * @param pixels what they are divided by
     */
    record MeanOfSums(List<Value> inputs, Value output, int pixels) implements Operation {

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitMeanOfSums(this);
        }
    }

    /** A map times a vector, channel by channel. */
    record Scale(Value input, Value factors, Value output) implements Operation {

        @Override
        public List<Value> inputs() {
            return List.of(input, factors);
        }

        @Override
        public Value overwritable() {
            return input;
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitScale(this);
        }
    }

    /** The product of two values of one shape. */
    record Product(Value input, Value factors, Value output) implements Operation {

        @Override
        public List<Value> inputs() {
            return List.of(input, factors);
        }

        @Override
        public Value overwritable() {
            return input;
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitProduct(this);
        }
    }

    /** A map times a map of one channel, pixel by pixel. */
    record ScalePixels(Value input, Value factors, Value output) implements Operation {

        @Override
        public List<Value> inputs() {
            return List.of(input, factors);
        }

        @Override
        public Value overwritable() {
            return input;
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitScalePixels(this);
        }
    }

    /** A map at another height and width. */
    record Resample(Value input, Value output, Resize resize) implements Operation {

        @Override
        public List<Value> inputs() {
            return List.of(input);
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitResample(this);
        }
    }

    /**
     * Channels picked from other values: concatenation, slice and permutation in one.
     *
     * @param channels for each output channel where it comes from
     */
    record Route(List<Channel> channels, Value output) implements Operation {

        @Override
        public List<Value> inputs() {
            return channels.stream().map(Channel::value).distinct().toList();
        }

        @Override
        public <R> R accept(OperationVisitor<R> visitor) {
            return visitor.visitRoute(this);
        }

        /** The channels {@code from} to {@code to} of a value. */
        public static List<Channel> channels(Value value, int from, int to) {
            List<Channel> channels = new ArrayList<>(to - from);
            for (int c = from; c < to; c++) {
                channels.add(new Channel(value, c));
            }
            return channels;
        }
    }

    /** One channel of a value. */
    record Channel(Value value, int index) {}
}
