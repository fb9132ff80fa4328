package io.github.sknet.runtime.steps;

import io.github.sknet.graph.DepthToSpace;
import io.github.sknet.graph.Size;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Rearrangement;

/**
 * Blocks of pixels as the channels of one, or the channels of one as a block.
 *
 * @param outer pixels of the output that one pixel of the input becomes
 * @param inner pixels of the input that one pixel of the output is made of
 * @param sources for each place in an outer block, by channel, what is read: relative to the first pixel of the inner block
 * @param targets by channel where in a pixel it is written
 */
record BlockMoving(
        MapLayout from, int input, MapLayout to, int output, Size outer, Size inner, int[][] sources, int[] targets)
        implements RowsStep.RowKernel {

    private static final Size ONE = Size.square(1);

    static BlockMoving of(Rearrangement.Widen op, ProgramLayout layout) {
        MapLayout from = layout.of(op.input());
        MapLayout to = layout.of(op.output());
        int block = op.block();
        int channels = op.output().shape().channels();
        int[][] sources = new int[block * block][channels];
        for (int at = 0; at < sources.length; at++) {
            for (int c = 0; c < channels; c++) {
                sources[at][c] = from.order().position(op.order().channel(c, at / block, at % block, block, channels));
            }
        }
        return new BlockMoving(
                from,
                layout.offset(op.input()),
                to,
                layout.offset(op.output()),
                Size.square(block),
                ONE,
                sources,
                positions(to));
    }

    static BlockMoving of(Rearrangement.Deepen op, ProgramLayout layout) {
        MapLayout from = layout.of(op.input());
        MapLayout to = layout.of(op.output());
        int channels = op.input().shape().channels();
        int[] sources = new int[op.output().shape().channels()];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < op.block().height(); i++) {
                for (int j = 0; j < op.block().width(); j++) {
                    sources[channel(op, c, i, j)] =
                            i * from.pitch() + j * from.stride() + from.order().position(c);
                }
            }
        }
        return new BlockMoving(
                from,
                layout.offset(op.input()),
                to,
                layout.offset(op.output()),
                ONE,
                op.block(),
                new int[][] {sources},
                positions(to));
    }

    /** The channel that holds channel c of the pixel (i, j) of a block, which need not be square. */
    private static int channel(Rearrangement.Deepen op, int c, int i, int j) {
        int height = op.block().height();
        int width = op.block().width();
        return op.order() == DepthToSpace.Order.CRD
                ? (c * height + i) * width + j
                : (i * width + j) * op.input().shape().channels() + c;
    }

    private static int[] positions(MapLayout map) {
        int[] positions = new int[map.order().channels()];
        for (int c = 0; c < positions.length; c++) {
            positions[c] = map.order().position(c);
        }
        return positions;
    }

    @Override
    public void run(float[] arena, int y) {
        int out = output + to.offset(y, 0);
        int row = y / outer.height() * inner.height();
        for (int x = 0; x < to.width(); x++, out += to.stride()) {
            int in = input + from.offset(row, x / outer.width() * inner.width());
            int[] source = sources[y % outer.height() * outer.width() + x % outer.width()];
            for (int c = 0; c < targets.length; c++) {
                arena[out + targets[c]] = arena[in + source[c]];
            }
        }
    }
}
