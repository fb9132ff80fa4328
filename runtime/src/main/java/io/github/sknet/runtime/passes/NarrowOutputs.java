package io.github.sknet.runtime.passes;

import io.github.sknet.graph.Shape;
import io.github.sknet.runtime.machine.MachineModel;
import io.github.sknet.runtime.program.Filter;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Operation.SumGroups;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution with few outputs would leave most lanes idle, as a detector's last ones do. It becomes a grouped one with a
 * group of inputs in each lane, and a sum over the groups.
 */
final class NarrowOutputs implements Pass {

    private final int lanes;

    NarrowOutputs(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public Program apply(Program program) {
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : program.operations()) {
            if (operation instanceof Convolve convolve && isNarrow(convolve)) {
                Convolve grouped = grouped(convolve);
                operations.add(grouped);
                operations.add(new SumGroups(
                        grouped.output(),
                        convolve.output(),
                        rounded(convolve.filter().bias()),
                        convolve.following().function()));
            } else {
                operations.add(operation);
            }
        }
        return program.with(operations);
    }

    private boolean isNarrow(Convolve convolve) {
        int channels = convolve.input().shape().channels();
        return convolve.groups() == 1
                && convolve.output().shape().channels() * MachineModel.NARROW_LANES_DIVISOR <= lanes
                && convolve.output().pixels() > lanes
                && channels % lanes == 0
                && convolve.channelsPerGroup() == channels
                && convolve.following().isFunction();
    }

    private Convolve grouped(Convolve convolve) {
        Filter filter = convolve.filter();
        // A power of two fits a tile; what is added stays zero and is not read.
        int padded = Integer.highestOneBit(2 * filter.outputs() - 1);
        int perGroup = filter.length() / lanes;
        int[] rows = new int[lanes * padded];
        double[] scale = new double[rows.length];
        Arrays.fill(rows, -1);
        for (int group = 0; group < lanes; group++) {
            for (int output = 0; output < filter.outputs(); output++) {
                rows[group * padded + output] = filter.rows()[output] + group * perGroup;
                scale[group * padded + output] = filter.scale()[output];
            }
        }
        Shape shape = convolve.output().shape();
        Value partial = new Value(
                convolve.output().name() + ".by_group", Shape.map(rows.length, shape.height(), shape.width()));
        return Convolve.plain(
                convolve.input(),
                partial,
                convolve.window(),
                lanes,
                new Filter(filter.weight(), rows, perGroup, scale, new double[rows.length]));
    }

    private static float[] rounded(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }
}
