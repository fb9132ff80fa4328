package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.convolution.PreparedConvolution;
import io.github.sknet.runtime.info.StepInfo;
import io.github.sknet.runtime.kernels.ChannelFunction;
import io.github.sknet.runtime.kernels.ConvolutionTables;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.ValueFunction;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Following;
import io.github.sknet.runtime.program.Normalisation;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.OperationVisitor;
import io.github.sknet.runtime.program.Rearrangement;
import io.github.sknet.runtime.program.Selection;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.List;

/** Turns each operation into a step. */
public final class StepEmitter implements OperationVisitor<Step> {

    private final ProgramLayout layout;
    private final Kernels kernels;

    private StepEmitter(ProgramLayout layout) {
        this.layout = layout;
        this.kernels = layout.kernels();
    }

    /** The steps of a program. */
    public static List<Step> emit(ProgramLayout layout) {
        StepEmitter emitter = new StepEmitter(layout);
        List<Step> steps = new ArrayList<>();
        for (Operation operation : layout.program().operations()) {
            if (layout.of(operation.output()).hasBorder()) {
                steps.add(emitter.clearBorder(operation.output()));
            }
            steps.add(operation.accept(emitter));
        }
        return List.copyOf(steps);
    }

    private Step clearBorder(Value value) {
        BorderClearing clearing = new BorderClearing(layout.of(value), layout.offset(value));
        StepInfo info = new StepInfo(value.name(), "clear border", value.shape(), 4L * clearing.floats(), 0);
        return new WholeStep(info, clearing::run);
    }

    private StepInfo info(Operation operation, String kernel) {
        return info(operation, kernel, 0, 0);
    }

    private StepInfo info(Operation operation, String kernel, long parameterBytes, long macs) {
        long bytes = parameterBytes;
        for (Value value : operation.inputs()) {
            bytes += 4 * layout.of(value).floats();
        }
        for (Value value : operation.results()) {
            bytes += 4 * layout.of(value).floats();
        }
        Value output = operation.output();
        return new StepInfo(output.name(), kernel, output.shape(), bytes, macs);
    }

    private Step rows(Operation operation, String kernel, RowsStep.RowKernel row) {
        MapLayout map = layout.of(operation.output());
        return RowsStep.of(info(operation, kernel), map.height(), map.width() * map.stride(), row);
    }

    /** The floats of a row without its border. */
    private int rowFloats(Value value) {
        return layout.of(value).width() * layout.of(value).stride();
    }

    /** A step by rows with the function that follows, where that is more than a clamp. */
    private Step rows(Operation operation, String kernel, ValueFunction function, RowsStep.RowKernel row) {
        Value output = operation.output();
        kernels.expect(function, output.shape().elements());
        return rows(
                operation,
                kernel + follower(function),
                function.isClamp()
                        ? row
                        : (arena, y) -> {
                            row.run(arena, y);
                            int at = layout.row(output, y);
                            kernels.apply(function, arena, at, arena, at, rowFloats(output));
                        });
    }

    private static String follower(ValueFunction function) {
        return function.isIdentity() ? "" : " + " + function;
    }

    @Override
    public Step visitConvolve(Operation.Convolve op) {
        PreparedConvolution prepared = layout.convolution(op);
        ConvolutionTables tables = prepared.tables();
        kernels.expect(tables, op.macs());
        kernels.expect(op.following().function(), op.macs());
        String kernel = op.window() + (op.groups() > 1 ? " groups " + op.groups() : "") + " " + tables.algorithm() + " "
                + tables.tile() + followers(op);
        return new ConvolveStep(
                info(op, kernel, tables.weightBytes(), op.macs()),
                kernels,
                tables,
                layout.offset(op.input()),
                layout.offset(op.output()),
                ConvolveStep.parts(op, prepared, layout),
                prepared.grid().isCutByPanels());
    }

    private static String followers(Operation.Convolve op) {
        Following following = op.following();
        return (following.residual() != null ? " + residual" : "")
                + follower(following.function())
                + (following.slopes() != null ? " + slope by channel" : "")
                + (following.factors() != null ? " + product" : "")
                + (following.sums() != null ? " + sums" : "");
    }

    /** Its input has a group in each lane: see {@link io.github.sknet.runtime.passes.NarrowOutputs}. */
    @Override
    public Step visitSumGroups(Operation.SumGroups op) {
        MapLayout from = layout.of(op.input());
        MapLayout to = layout.of(op.output());
        return rows(
                op,
                "sum of lanes",
                op.function(),
                (arena, y) -> kernels.sumLanes(
                        arena,
                        layout.row(op.input(), y),
                        from.stride(),
                        op.bias(),
                        op.function().low(),
                        arena,
                        layout.row(op.output(), y),
                        to.stride(),
                        to.width()));
    }

    @Override
    public Step visitAffine(Operation.Affine op) {
        MapLayout map = layout.of(op.output());
        float[] scale = new float[map.stride()];
        float[] shift = new float[map.stride()];
        for (int c = 0; c < op.scale().length; c++) {
            scale[map.order().position(c)] = (float) op.scale()[c];
            shift[map.order().position(c)] = (float) op.shift()[c];
        }
        return rows(
                op,
                "affine",
                op.function(),
                (arena, y) -> kernels.affine(
                        arena,
                        layout.row(op.input(), y),
                        scale,
                        shift,
                        op.function().low(),
                        arena,
                        layout.row(op.output(), y),
                        map.width(),
                        map.stride()));
    }

    @Override
    public Step visitSum(Operation.Sum op) {
        List<Value> inputs = op.inputs();
        int last = inputs.size() - 1;
        return rows(op, "add", op.function(), (arena, y) -> {
            int out = layout.row(op.output(), y);
            int sum = layout.row(inputs.get(0), y);
            for (int i = 1; i <= last; i++) {
                float least = i == last ? op.function().low() : Float.NEGATIVE_INFINITY;
                kernels.add(arena, sum, layout.row(inputs.get(i), y), least, arena, out, rowFloats(op.output()));
                sum = out;
            }
        });
    }

    @Override
    public Step visitApply(Operation.Apply op) {
        kernels.expect(op.function(), op.output().shape().elements());
        return rows(
                op,
                op.function().toString(),
                (arena, y) -> kernels.apply(
                        op.function(),
                        arena,
                        layout.row(op.input(), y),
                        arena,
                        layout.row(op.output(), y),
                        rowFloats(op.output())));
    }

    @Override
    public Step visitSlope(Operation.Slope op) {
        return rows(op, "slope by channel", ChannelRows.slope(op, layout));
    }

    @Override
    public Step visitAcrossChannels(Normalisation.AcrossChannels op) {
        ChannelFunction function = ChannelRows.function(op, layout);
        kernels.expect(function, op.input().shape().elements());
        return rows(op, function.label(), ChannelRows.across(op, function, layout));
    }

    @Override
    public Step visitNormaliseGroups(Normalisation.NormaliseGroups op) {
        return new WholeStep(info(op, "group norm"), new GroupNormalising(op, layout));
    }

    @Override
    public Step visitLargestUnder(Operation.LargestUnder op) {
        return rows(op, "max pool " + op.window(), PixelRows.largest(op, layout));
    }

    @Override
    public Step visitMeanUnder(Operation.MeanUnder op) {
        return rows(op, "mean pool " + op.window(), PixelRows.mean(op, layout));
    }

    @Override
    public Step visitResample(Operation.Resample op) {
        return rows(op, "resize " + op.resize().mode(), PixelRows.resample(op, layout));
    }

    @Override
    public Step visitMean(Operation.Mean op) {
        return new WholeStep(info(op, "mean"), PixelMeans.of(op, layout));
    }

    @Override
    public Step visitMeanOfSums(Operation.MeanOfSums op) {
        return new WholeStep(info(op, "mean of sums"), PixelMeans.of(op, layout));
    }

    @Override
    public Step visitAttend(Selection.Attend op) {
        SelectionKernels selection = new SelectionKernels(layout);
        return new WholeStep(info(op, SelectionKernels.nameOf(op.gate())), selection.attend(op));
    }

    @Override
    public Step visitMix(Selection.Mix op) {
        String extent = op.attention().isByPixel() ? " by pixel" : "";
        return rows(op, "select among " + op.branches().size() + extent, new SelectionKernels(layout).mix(op));
    }

    @Override
    public Step visitScale(Operation.Scale op) {
        return rows(op, "scale", ChannelRows.scale(op, layout));
    }

    @Override
    public Step visitProduct(Operation.Product op) {
        return rows(op, "product", ChannelRows.product(op, layout));
    }

    @Override
    public Step visitScalePixels(Operation.ScalePixels op) {
        return rows(op, "scale by pixel", ChannelRows.scalePixels(op, layout));
    }

    @Override
    public Step visitSurround(Rearrangement.Surround op) {
        return rows(op, "pad " + op.pad().padding(), Surrounding.of(op, layout));
    }

    @Override
    public Step visitWiden(Rearrangement.Widen op) {
        return rows(op, "channels to pixels", BlockMoving.of(op, layout));
    }

    @Override
    public Step visitDeepen(Rearrangement.Deepen op) {
        return rows(op, "pixels to channels", BlockMoving.of(op, layout));
    }

    @Override
    public Step visitWeave(Rearrangement.Weave op) {
        return rows(op, "weave", new Weaving(op, layout));
    }

    @Override
    public Step visitRoute(Operation.Route op) {
        List<ChannelCopy> copies = op.inputs().stream()
                .map(input -> ChannelCopy.of(op, input, layout))
                .toList();
        return rows(op, "route", (arena, y) -> {
            for (ChannelCopy copy : copies) {
                copy.run(arena, y);
            }
        });
    }
}
