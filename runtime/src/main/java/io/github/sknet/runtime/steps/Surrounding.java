package io.github.sknet.runtime.steps;

import io.github.sknet.graph.Pad;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Rearrangement;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Pixels laid around a map.
 *
 * @param rows for each row of the output the input's, −1 for none
 * @param columns for each column of the output the input's, −1 for none
 * @param value of a pixel that is none of the input's
 */
record Surrounding(MapLayout from, int input, MapLayout to, int output, int[] rows, int[] columns, float value)
        implements RowsStep.RowKernel {

    static Surrounding of(Rearrangement.Surround op, ProgramLayout layout) {
        MapLayout from = layout.of(op.input());
        MapLayout to = layout.of(op.output());
        Pad pad = op.pad();
        return new Surrounding(
                from,
                layout.offset(op.input()),
                to,
                layout.offset(op.output()),
                sources(pad.mode(), to.height(), pad.padding().top(), from.height()),
                sources(pad.mode(), to.width(), pad.padding().left(), from.width()),
                pad.value());
    }

    private static int[] sources(Pad.Mode mode, int outputs, int before, int inputs) {
        return IntStream.range(0, outputs)
                .map(i -> {
                    int at = i - before;
                    boolean inside = at >= 0 && at < inputs;
                    return switch (mode) {
                        case CONSTANT -> inside ? at : -1;
                        case REFLECT -> inside ? at : at < 0 ? -at : 2 * (inputs - 1) - at;
                        case REPLICATE -> Math.min(Math.max(0, at), inputs - 1);
                    };
                })
                .toArray();
    }

    @Override
    public void run(float[] arena, int y) {
        int out = output + to.offset(y, 0);
        if (rows[y] < 0) {
            Arrays.fill(arena, out, out + to.width() * to.stride(), value);
            return;
        }
        int in = input + from.offset(rows[y], 0);
        int floats = Math.min(from.stride(), to.stride());
        for (int x = 0; x < to.width(); x++, out += to.stride()) {
            if (columns[x] < 0) {
                Arrays.fill(arena, out, out + to.stride(), value);
            } else {
                System.arraycopy(arena, in + columns[x] * from.stride(), arena, out, floats);
            }
        }
    }
}
