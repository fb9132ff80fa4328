package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.info.StepInfo;
import io.github.sknet.runtime.kernels.ConvolutionTables;
import io.github.sknet.runtime.kernels.Finish;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Part;
import java.util.Arrays;
import java.util.List;

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
