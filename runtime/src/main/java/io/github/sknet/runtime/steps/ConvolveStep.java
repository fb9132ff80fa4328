package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.convolution.ConvolutionGrid;
import io.github.sknet.runtime.convolution.PreparedConvolution;
import io.github.sknet.runtime.info.StepInfo;
import io.github.sknet.runtime.kernels.ConvolutionTables;
import io.github.sknet.runtime.kernels.Finish;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Part;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.program.Following;
import io.github.sknet.runtime.program.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A convolution with what follows it. Each range of tiles adds up its own row of sums.
 *
 * @param info what it is
 * @param kernels computes it
 * @param tables where it reads and writes, and its weights
 * @param input where the input begins in the arena
 * @param output where the output begins
 * @param parts the items
 * @param readsMostlyWeights whether the items share the weights among them, not the values
 */
record ConvolveStep(
        StepInfo info,
        Kernels kernels,
        ConvolutionTables tables,
        int input,
        int output,
        List<FinishedPart> parts,
        boolean readsMostlyWeights)
        implements Step {

    /**
     * An item.
     *
     * @param part what is computed
     * @param finish what follows
     */
    record FinishedPart(Part part, Finish finish) {}

    /** The items of a convolution, and what follows each. */
    static List<FinishedPart> parts(Operation.Convolve op, PreparedConvolution prepared, ProgramLayout layout) {
        Following following = op.following();
        int stride = layout.of(op.output()).stride();
        ConvolutionGrid grid = prepared.grid();
        Finish finish = finish(op, prepared, layout);
        return IntStream.range(0, grid.items())
                .mapToObj(item -> new FinishedPart(
                        grid.part(item),
                        following.sums() == null
                                ? finish
                                : finish.sumsAt(layout.offset(following.sums()) + grid.tileRange(item) * stride)))
                .toList();
    }

    private static Finish finish(Operation.Convolve op, PreparedConvolution prepared, ProgramLayout layout) {
        Following following = op.following();
        Finish finish = Finish.NOTHING.applying(following.function());
        if (following.residual() != null) {
            finish = finish.adding(prepared.residuals(), layout.offset(following.residual()));
        }
        if (following.slopes() != null) {
            finish = finish.sloping(ChannelRows.byPosition(layout.of(op.output()), following.slopes()));
        }
        return following.factors() == null
                ? finish
                : finish.multiplying(prepared.factors(), layout.offset(following.factors()));
    }

    @Override
    public int items() {
        return parts.size();
    }

    @Override
    public int scratchFloats() {
        return tables.scratchFloats();
    }

    @Override
    public void run(float[] arena, float[] scratch, int item) {
        Part part = parts.get(item).part();
        Finish finish = parts.get(item).finish();
        if (finish.sums() >= 0) {
            int width = tables.tile().vectors() * kernels.lanes();
            Arrays.fill(arena, finish.sums() + part.firstPanel() * width, finish.sums() + part.endPanel() * width, 0);
        }
        kernels.convolve(tables, arena, input, arena, output, finish, part, scratch);
    }
}
