package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.info.StepInfo;
import io.github.sknet.runtime.machine.MachineModel;

/**
 * A step that works row by row of its output.
 *
 * @param info what it is
 * @param rows the number of rows
 * @param rowsPerItem the rows of an item
 * @param kernel computes a row
 */
public record RowsStep(StepInfo info, int rows, int rowsPerItem, RowKernel kernel) implements Step {

    /** Computes one row. */
    @FunctionalInterface
    public interface RowKernel {
        void run(float[] arena, int y);
    }

    /** Items of a reasonable size. */
    static RowsStep of(StepInfo info, int rows, int valuesPerRow, RowKernel kernel) {
        return new RowsStep(info, rows, Math.max(1, MachineModel.ITEM_VALUES / valuesPerRow), kernel);
    }

    @Override
    public int items() {
        return (rows + rowsPerItem - 1) / rowsPerItem;
    }

    @Override
    public void run(float[] arena, float[] scratch, int item) {
        int to = Math.min(rows, (item + 1) * rowsPerItem);
        for (int y = item * rowsPerItem; y < to; y++) {
            kernel.run(arena, y);
        }
    }
}
