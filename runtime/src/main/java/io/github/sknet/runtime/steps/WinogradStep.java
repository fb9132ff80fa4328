package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.convolution.ConvolutionGrid;
import io.github.sknet.runtime.convolution.WinogradConvolution;
import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Kernels.Finish;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution by Winograd's minimal filtering with what follows it. Each range of tiles adds up its own row of sums.
 *
 * @param info what it is
 * @param kernels computes it
 * @param convolution tables and weights
 * @param input where the input begins in the arena
 * @param output where the output begins
 * @param finishes for each range of tiles what follows
 */
record WinogradStep(
        StepInfo info, Kernels kernels, WinogradConvolution convolution, int input, int output, List<Finish> finishes)
        implements Step {

    @Override
    public int items() {
        return convolution.grid().items();
    }

    @Override
    public boolean readsMostlyWeights() {
        return convolution.grid().isCutByPanels();
    }

    @Override
    public int scratchFloats() {
        return convolution.scratchFloats();
    }

    @Override
    public void run(float[] arena, float[] scratch, int item) {
        ConvolutionGrid grid = convolution.grid();
        int tiles = grid.tileRange(item);
        int panels = grid.panelRange(item);
        Finish finish = finishes.get(tiles);
        int width = convolution.positions().get(0).filter().vectors() * kernels.lanes();
        int channel = grid.firstPanel(panels) * width;
        int endChannel = grid.firstPanel(panels + 1) * width;
        if (finish.sums() >= 0) {
            Arrays.fill(arena, finish.sums() + channel, finish.sums() + endChannel, 0);
        }
        for (int block = grid.firstTile(tiles); block < grid.firstTile(tiles + 1); block++) {
            int from = block * convolution.together();
            int to = Math.min(convolution.tiles().count(), from + convolution.together());
            multiply(arena, scratch, from, to, grid.firstPanel(panels), grid.firstPanel(panels + 1));
            kernels.winogradOutput(
                    convolution.tiles(),
                    from,
                    to,
                    scratch,
                    convolution.productsAt(),
                    convolution.productPosition(),
                    convolution.outputs(),
                    convolution.bias(),
                    arena,
                    output,
                    finish,
                    channel,
                    endChannel - channel);
        }
    }

    private void multiply(float[] arena, float[] scratch, int from, int to, int firstPanel, int endPanel) {
        kernels.winogradInput(
                convolution.tiles(),
                from,
                to,
                arena,
                input + convolution.firstInput(),
                scratch,
                convolution.inputsAt(),
                convolution.inputPosition(),
                convolution.inputs());
        int in = convolution.inputsAt();
        int out = convolution.productsAt();
        for (int position = 0; position < convolution.positions().size(); position++) {
            Convolution product = convolution.positions().get(position);
            int pixels = product.tile().pixels();
            int blocks = (to - from + pixels - 1) / pixels;
            kernels.convolve(product, scratch, in, scratch, out, Finish.NOTHING, 0, blocks, firstPanel, endPanel);
            in += convolution.inputPosition();
            out += convolution.productPosition();
        }
    }
}
