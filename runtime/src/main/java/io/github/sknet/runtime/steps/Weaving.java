package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Rearrangement;
import io.github.sknet.runtime.program.Value;

/** Maps whose pixels take turns. */
record Weaving(Rearrangement.Weave op, ProgramLayout layout) implements RowsStep.RowKernel {

    @Override
    public void run(float[] arena, int y) {
        MapLayout to = layout.of(op.output());
        int columns = op.columns();
        int stride = op.stride().width();
        for (int first = 0; first < columns; first++) {
            Value part = op.parts().get(y % op.stride().height() * columns + first);
            MapLayout from = layout.of(part);
            int floats = Math.min(from.stride(), to.stride());
            int in = layout.row(part, y / op.stride().height());
            int out = layout.row(op.output(), y) + first * to.stride();
            for (int x = first; x < to.width(); x += stride, in += from.stride(), out += stride * to.stride()) {
                System.arraycopy(arena, in, arena, out, floats);
            }
        }
    }
}
