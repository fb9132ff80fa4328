package io.github.sknet.runtime.program;

import io.github.sknet.runtime.kernels.ValueFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A program for a human: a line an operation. */
public final class ProgramText implements OperationVisitor<String> {

    private ProgramText() {}

    /** All operations, in order. */
    public static String of(Program program) {
        ProgramText text = new ProgramText();
        return program.operations().stream()
                .map(operation -> operation.output().name() + " = " + operation.accept(text) + "\n")
                .collect(Collectors.joining());
    }

    private static String names(List<Value> values) {
        return values.stream().map(Value::name).collect(Collectors.joining(", "));
    }

    private static String then(ValueFunction function) {
        return function.isIdentity() ? "" : ", then " + function;
    }

    private static String then(Following following) {
        return (following.residual() != null ? ", plus " + following.residual().name() : "")
                + then(following.function())
                + (following.slopes() != null ? ", with slopes" : "")
                + (following.factors() != null
                        ? ", times " + following.factors().name()
                        : "")
                + (following.sums() != null ? ", sums into " + following.sums().name() : "");
    }

    @Override
    public String visitConvolve(Operation.Convolve op) {
        boolean scaled = Arrays.stream(op.filter().scale()).anyMatch(scale -> scale != 1 && scale != 0);
        return op.window() + " convolution of " + op.input().name()
                + (op.firstChannel() > 0 ? " from channel " + op.firstChannel() : "")
                + (op.groups() > 1 ? ", " + op.groups() + " groups" : "")
                + ", " + op.channelsPerGroup() + "→" + op.filter().outputs()
                + (scaled ? ", scaled" : "")
                + then(op.following());
    }

    @Override
    public String visitSumGroups(Operation.SumGroups op) {
        return "sum over groups of " + op.input().name() + then(op.function());
    }

    @Override
    public String visitAffine(Operation.Affine op) {
        return "scaled and shifted " + op.input().name() + then(op.function());
    }

    @Override
    public String visitSum(Operation.Sum op) {
        return "sum of " + names(op.inputs()) + then(op.function());
    }

    @Override
    public String visitApply(Operation.Apply op) {
        return op.function() + " of " + op.input().name();
    }

    @Override
    public String visitSlope(Operation.Slope op) {
        return op.input().name() + " with slopes";
    }

    @Override
    public String visitAcrossChannels(Normalisation.AcrossChannels op) {
        return op.function().label() + " of " + op.input().name();
    }

    @Override
    public String visitNormaliseGroups(Normalisation.NormaliseGroups op) {
        return op.input().name() + " normalised in " + op.groups() + " groups";
    }

    @Override
    public String visitLargestUnder(Operation.LargestUnder op) {
        return "largest under " + op.window() + " of " + op.input().name();
    }

    @Override
    public String visitMeanUnder(Operation.MeanUnder op) {
        return "mean under " + op.window() + " of " + op.input().name();
    }

    @Override
    public String visitMean(Operation.Mean op) {
        return "mean of " + names(op.inputs());
    }

    @Override
    public String visitMeanOfSums(Operation.MeanOfSums op) {
        return "sum of " + names(op.inputs()) + " over " + op.pixels() + " pixels";
    }

    @Override
    public String visitAttend(Selection.Attend op) {
        return op.gate().name().toLowerCase(Locale.ROOT) + " of" + channels(op.logits()) + " for "
                + names(op.attention().values());
    }

    @Override
    public String visitMix(Selection.Mix op) {
        return "mixture of " + names(op.branches()) + " by "
                + names(op.attention().values());
    }

    @Override
    public String visitScale(Operation.Scale op) {
        return op.input().name() + " times " + op.factors().name();
    }

    @Override
    public String visitProduct(Operation.Product op) {
        return op.input().name() + " times " + op.factors().name() + ", value by value";
    }

    @Override
    public String visitScalePixels(Operation.ScalePixels op) {
        return op.input().name() + " times " + op.factors().name() + ", pixel by pixel";
    }

    @Override
    public String visitSurround(Rearrangement.Surround op) {
        return op.input().name() + " in " + op.pad().padding();
    }

    @Override
    public String visitWiden(Rearrangement.Widen op) {
        return op.input().name() + " widened by " + op.block();
    }

    @Override
    public String visitDeepen(Rearrangement.Deepen op) {
        return op.input().name() + " deepened by " + op.block();
    }

    @Override
    public String visitWeave(Rearrangement.Weave op) {
        return "weave of " + names(op.parts());
    }

    @Override
    public String visitResample(Operation.Resample op) {
        return op.input().name() + " resized, " + op.resize().mode();
    }

    /** Channels that follow each other as {@code value.first…last}. */
    @Override
    public String visitRoute(Operation.Route op) {
        return "channels" + channels(op.channels());
    }

    private static String channels(List<Operation.Channel> channels) {
        StringBuilder text = new StringBuilder();
        for (int first = 0; first < channels.size(); ) {
            int end = first + 1;
            while (end < channels.size() && follows(channels.get(end), channels.get(end - 1))) {
                end++;
            }
            int from = channels.get(first).index();
            int to = channels.get(end - 1).index();
            text.append(' ')
                    .append(channels.get(first).value().name())
                    .append('.')
                    .append(from);
            text.append(to > from ? "…" + to : "");
            first = end;
        }
        return text.toString();
    }

    private static boolean follows(Operation.Channel next, Operation.Channel channel) {
        return next.value() == channel.value() && next.index() == channel.index() + 1;
    }
}
