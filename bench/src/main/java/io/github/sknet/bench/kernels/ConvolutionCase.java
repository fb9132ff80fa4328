package io.github.sknet.bench.kernels;

import io.github.sknet.runtime.kernels.CacheLine;
import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Kernels.Finish;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.kernels.Tile;
import java.util.Arrays;
import java.util.Random;

/**
 * A convolution of SKNet-50 on random data: {@code 1x1 IN→OUT @SIZE}, or {@code 3x3 CHANNELS G=GROUPS @SIZE} with as many
 * output as input channels. The tables are those of a plan: pixels of all channels, groups in lanes, a border of zeros.
 */
enum ConvolutionCase {
    POINTWISE_256_128_56(256, 128, 1, 1, 56),
    POINTWISE_512_256_28(512, 256, 1, 1, 28),
    POINTWISE_512_1024_14(512, 1024, 1, 1, 14),
    POINTWISE_1024_2048_7(1024, 2048, 1, 1, 7),
    GROUPED_128_56(128, 128, 3, 32, 56),
    GROUPED_256_28(256, 256, 3, 32, 28),
    GROUPED_512_14(512, 512, 3, 32, 14),
    GROUPED_1024_7(1024, 1024, 3, 32, 7);

    private final int in;
    private final int out;
    private final int kernel;
    private final int groups;
    private final int size;

    ConvolutionCase(int in, int out, int kernel, int groups, int size) {
        this.in = in;
        this.out = out;
        this.kernel = kernel;
        this.groups = groups;
        this.size = size;
    }

    long macs() {
        return (long) size * size * out * kernel * kernel * (in / groups);
    }

    /** The convolution with what it reads and writes, for the first of the kernels' tiles. */
    Prepared prepare(Kernels kernels) {
        int lanes = kernels.lanes();
        Operand operand = groups == 1 ? Operand.BROADCAST : Operand.LANEWISE;
        Tile tile = kernels.tiles(operand).get(0);
        int width = tile.vectors() * lanes;
        int panels = out / width;
        int steps = kernel * kernel * (in / groups);
        Random random = new Random(1);
        PackedFilter filter = new PackedFilter(
                operand,
                tile.vectors(),
                panels,
                steps,
                random(random, CacheLine.FIRST + panels * steps * width),
                new float[(panels + 1) * width]);
        PixelTable pixels = pixels(tile.pixels());
        Convolution convolution = new Convolution(
                tile, pixels, filter, offsets(lanes), groups == 1 ? in : 1, first(panels, width, lanes));
        int border = kernel / 2;
        float[] x = random(random, CacheLine.FIRST + (size + 2 * border) * (size + 2 * border) * in);
        float[] y = new float[CacheLine.FIRST + (size * size + 1) * out];
        return new Prepared(kernels, convolution, panels, x, y);
    }

    private static float[] random(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    private PixelTable pixels(int tilePixels) {
        int count = size * size;
        int pitch = size + kernel - 1;
        int[] inputs = new int[(count + tilePixels - 1) / tilePixels * tilePixels];
        int[] outputs = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            int p = Math.min(i, count - 1);
            inputs[i] = (p / size * pitch + p % size) * in;
            outputs[i] = i * out;
        }
        Arrays.fill(outputs, count, outputs.length, count * out);
        return new PixelTable(count, tilePixels, inputs, outputs);
    }

    /** One run of all channels; or step by step, the sets of as many groups as there are lanes one after the other. */
    private int[] offsets(int lanes) {
        if (groups == 1) {
            return new int[] {0};
        }
        int perGroup = in / groups;
        int sets = groups / lanes;
        int[] offsets = new int[sets * kernel * kernel * perGroup];
        int at = 0;
        for (int set = 0; set < sets; set++) {
            for (int tap = 0; tap < kernel * kernel; tap++) {
                int pixel = (tap / kernel * (size + kernel - 1) + tap % kernel) * in;
                for (int i = 0; i < perGroup; i++) {
                    offsets[at++] = pixel + (set * perGroup + i) * lanes;
                }
            }
        }
        return offsets;
    }

    private int[] first(int panels, int width, int lanes) {
        int[] first = new int[panels];
        for (int panel = 0; panel < panels && groups > 1; panel++) {
            int set = panel * width / (out / groups * lanes);
            first[panel] = set * kernel * kernel * (in / groups);
        }
        return first;
    }

    /** Ready to run. */
    record Prepared(Kernels kernels, Convolution convolution, int panels, float[] x, float[] y) {

        void run() {
            kernels.convolve(
                    convolution,
                    x,
                    CacheLine.FIRST,
                    y,
                    CacheLine.FIRST,
                    Finish.NOTHING,
                    0,
                    convolution.pixels().tiles(),
                    0,
                    panels);
        }
    }
}
