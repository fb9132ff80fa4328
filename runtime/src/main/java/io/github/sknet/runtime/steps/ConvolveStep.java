package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.convolution.ConvolutionGrid;
import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Kernels.Finish;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution with what follows it. Each range of tiles adds up its own row of sums.
 *
 * @param info what it is
 * @param kernels computes it
 * @param convolution tables and weights
 * @param grid its items
 * @param input where the input begins in the arena
 * @param output where the output begins
 * @param finishes for each range of tiles what follows
 */
record ConvolveStep(
        StepInfo info,
        Kernels kernels,
        Convolution convolution,
        ConvolutionGrid grid,
        int input,
        int output,
        List<Finish> finishes)
        implements Step {

    @Override
    public int items() {
        return grid.items();
    }

    @Override
    public boolean readsMostlyWeights() {
        return grid.isCutByPanels();
    }

    @Override
    public void run(float[] arena, float[] scratch, int item) {
        int tiles = grid.tileRange(item);
        int panels = grid.panelRange(item);
        Finish finish = finishes.get(tiles);
        int firstPanel = grid.firstPanel(panels);
        int endPanel = grid.firstPanel(panels + 1);
        if (finish.sums() >= 0) {
            int width = convolution.filter().vectors() * kernels.lanes();
            Arrays.fill(arena, finish.sums() + firstPanel * width, finish.sums() + endPanel * width, 0);
        }
        kernels.convolve(
                convolution,
                arena,
                input,
                arena,
                output,
                finish,
                grid.firstTile(tiles),
                grid.firstTile(tiles + 1),
                firstPanel,
                endPanel);
    }
}
