package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.info.StepInfo;
import java.util.function.Consumer;

/**
 * A step too small to be shared.
 *
 * @param info what it is
 * @param kernel computes it in the given arena
 */
record WholeStep(StepInfo info, Consumer<float[]> kernel) implements Step {

    @Override
    public int items() {
        return 1;
    }

    @Override
    public void run(float[] arena, float[] scratch, int item) {
        kernel.accept(arena);
    }
}
