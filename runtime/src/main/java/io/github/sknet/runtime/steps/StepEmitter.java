package io.github.sknet.runtime.steps;

import io.github.sknet.graph.Window;
import io.github.sknet.runtime.convolution.PreparedConvolution;
import io.github.sknet.runtime.info.StepInfo;
import io.github.sknet.runtime.kernels.ChannelFunction;
import io.github.sknet.runtime.kernels.ConvolutionTables;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.PixelBlend;
import io.github.sknet.runtime.kernels.PixelWindows;
import io.github.sknet.runtime.kernels.ValueFunction;
import io.github.sknet.runtime.layout.PoolingTables;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.layout.ResizingTables;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Normalisation;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.OperationVisitor;
import io.github.sknet.runtime.program.Rearrangement;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
        kernels.expect(op.function(), op.macs());
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
        return (op.residual() != null ? " + residual" : "")
                + follower(op.function())
                + (op.sums() != null ? " + sums" : "");
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
        MapLayout map = layout.of(op.output());
        float[] slope = byPosition(map, op.slope());
        return rows(
                op,
                "slope by channel",
                (arena, y) -> kernels.slope(
                        arena,
                        layout.row(op.input(), y),
                        slope,
                        arena,
                        layout.row(op.output(), y),
                        map.width(),
                        map.stride()));
    }

    /** Values by channel in the order of a pixel. */
    private static float[] byPosition(MapLayout map, float[] byChannel) {
        float[] values = new float[map.stride()];
        for (int c = 0; c < byChannel.length; c++) {
            values[map.order().position(c)] = byChannel[c];
        }
        return values;
    }

    @Override
    public Step visitAcrossChannels(Normalisation.AcrossChannels op) {
        MapLayout from = layout.of(op.input());
        MapLayout to = layout.of(op.output());
        ChannelFunction function = op.function().laid().function(values -> byPosition(from, values));
        int[] positions = IntStream.range(0, from.order().channels())
                .map(from.order()::position)
                .toArray();
        return rows(
                op,
                function.label(),
                (arena, y) -> kernels.acrossChannels(
                        function,
                        positions,
                        arena,
                        layout.row(op.input(), y),
                        from.stride(),
                        arena,
                        layout.row(op.output(), y),
                        to.stride(),
                        to.width()));
    }

    @Override
    public Step visitNormaliseGroups(Normalisation.NormaliseGroups op) {
        return new WholeStep(info(op, "group norm"), new GroupNormalising(op, layout));
    }

    @Override
    public Step visitLargestUnder(Operation.LargestUnder op) {
        PixelWindows windows = pooling(op.window(), op.input(), op.output()).windows();
        int stride =
                Math.min(layout.of(op.output()).stride(), layout.of(op.input()).stride());
        int width = layout.of(op.output()).width();
        return rows(
                op,
                "max pool " + op.window(),
                (arena, y) -> kernels.largestPixels(
                        windows,
                        arena,
                        layout.offset(op.input()),
                        arena,
                        layout.offset(op.output()),
                        y * width,
                        (y + 1) * width,
                        stride));
    }

    @Override
    public Step visitMeanUnder(Operation.MeanUnder op) {
        PoolingTables pooling = pooling(op.window(), op.input(), op.output());
        PixelWindows windows = pooling.windows();
        float[] shares = pooling.shares(op.countPadding());
        int stride =
                Math.min(layout.of(op.output()).stride(), layout.of(op.input()).stride());
        int width = layout.of(op.output()).width();
        return rows(
                op,
                "mean pool " + op.window(),
                (arena, y) -> kernels.meanPixels(
                        windows,
                        shares,
                        arena,
                        layout.offset(op.input()),
                        arena,
                        layout.offset(op.output()),
                        y * width,
                        (y + 1) * width,
                        stride));
    }

    private PoolingTables pooling(Window window, Value input, Value output) {
        return new PoolingTables(window, layout.of(input), layout.of(output));
    }

    @Override
    public Step visitResample(Operation.Resample op) {
        MapLayout from = layout.of(op.input());
        MapLayout to = layout.of(op.output());
        PixelBlend blend = ResizingTables.of(op.resize(), from, to);
        int stride = Math.min(to.stride(), from.stride());
        return rows(
                op,
                "resize " + op.resize().mode(),
                (arena, y) -> kernels.blendPixels(
                        blend, y, arena, layout.offset(op.input()), arena, layout.offset(op.output()), stride));
    }

    @Override
    public Step visitMean(Operation.Mean op) {
        int out = layout.offset(op.output());
        return new WholeStep(info(op, "mean"), arena -> {
            Value first = op.inputs().get(0);
            MapLayout map = layout.of(first);
            int channels = map.stride();
            Arrays.fill(arena, out, out + channels, 0);
            for (Value input : op.inputs()) {
                MapLayout from = layout.of(input);
                for (int y = 0; y < from.height(); y++) {
                    kernels.sumPixels(arena, layout.row(input, y), from.width(), from.stride(), arena, out, channels);
                }
            }
            kernels.divide(arena, out, first.pixels(), channels);
        });
    }

    @Override
    public Step visitMeanOfSums(Operation.MeanOfSums op) {
        int out = layout.offset(op.output());
        return new WholeStep(info(op, "mean of sums"), arena -> {
            int channels =
                    layout.of(layout.summing(op.inputs().get(0)).output()).stride();
            Arrays.fill(arena, out, out + channels, 0);
            for (Value sums : op.inputs()) {
                int rows = layout.convolution(layout.summing(sums)).grid().tileRanges();
                kernels.sumPixels(arena, layout.offset(sums), rows, channels, arena, out, channels);
            }
            kernels.divide(arena, out, op.pixels(), channels);
        });
    }

    @Override
    public Step visitAttend(Operation.Attend op) {
        SelectionKernels selection = new SelectionKernels(layout);
        return new WholeStep(info(op, SelectionKernels.nameOf(op.gate())), selection.attend(op));
    }

    @Override
    public Step visitMix(Operation.Mix op) {
        String extent = op.attention().isByPixel() ? " by pixel" : "";
        return rows(op, "select among " + op.branches().size() + extent, new SelectionKernels(layout).mix(op));
    }

    @Override
    public Step visitScale(Operation.Scale op) {
        MapLayout map = layout.of(op.output());
        return rows(
                op,
                "scale",
                (arena, y) -> kernels.scale(
                        arena,
                        layout.row(op.input(), y),
                        arena,
                        layout.offset(op.factors()),
                        false,
                        arena,
                        layout.row(op.output(), y),
                        map.width(),
                        map.stride()));
    }

    @Override
    public Step visitProduct(Operation.Product op) {
        return rows(
                op,
                "product",
                (arena, y) -> kernels.multiply(
                        arena,
                        layout.row(op.input(), y),
                        layout.row(op.factors(), y),
                        arena,
                        layout.row(op.output(), y),
                        rowFloats(op.output())));
    }

    @Override
    public Step visitScalePixels(Operation.ScalePixels op) {
        MapLayout map = layout.of(op.output());
        int stride = layout.of(op.factors()).stride();
        return rows(
                op,
                "scale by pixel",
                (arena, y) -> kernels.scalePixels(
                        arena,
                        layout.row(op.input(), y),
                        arena,
                        layout.row(op.factors(), y),
                        stride,
                        arena,
                        layout.row(op.output(), y),
                        map.width(),
                        map.stride()));
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
