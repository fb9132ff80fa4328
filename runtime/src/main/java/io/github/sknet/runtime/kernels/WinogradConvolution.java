package io.github.sknet.runtime.kernels;

import static io.github.sknet.runtime.kernels.WinogradTiles.POSITIONS;

import java.util.List;

/**
 * A dense 3×3 convolution of stride 1 by Winograd's minimal filtering F(2×2, 3×3): 16 products in place of 36 for four
 * outputs (Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, arXiv 1509.09308, §4.1). The products of each
 * position are a matrix product over channels, with the tiles for pixels. A block of tiles goes through all three stages
 * before the next begins, so that what lies between stays in the cache.
 *
 * @param tiles where tiles read and write
 * @param positions for each position the product of the transformed inputs and weights of {@code together} tiles
 * @param bias of each output channel, and as many zeros behind
 * @param firstInput where in a pixel the channels that are read begin
 * @param inputs how many there are
 * @param outputs the floats of an output pixel
 * @param together the tiles of a block
 */
public record WinogradConvolution(
        WinogradTiles tiles,
        List<Convolution> positions,
        float[] bias,
        int firstInput,
        int inputs,
        int outputs,
        int together)
        implements ConvolutionTables {

    @Override
    public String algorithm() {
        return "winograd";
    }

    @Override
    public Tile tile() {
        return positions.get(0).tile();
    }

    /** The floats of a panel. */
    public int panelFloats() {
        return outputs / positions.get(0).filter().panels();
    }

    /** Where the transformed inputs begin in the scratch memory. */
    public int inputsAt() {
        return CacheLine.FIRST;
    }

    /** From position to position of the transformed inputs. */
    public int inputPosition() {
        return together * inputs;
    }

    /** Where the products begin in the scratch memory. */
    public int productsAt() {
        return inputsAt() + POSITIONS * inputPosition();
    }

    /** From position to position of the products. */
    public int productPosition() {
        return together * outputs;
    }

    @Override
    public int scratchFloats() {
        return productsAt() + POSITIONS * productPosition();
    }

    @Override
    public long weightBytes() {
        return positions.stream()
                .mapToLong(position -> position.filter().bytes())
                .sum();
    }
}
