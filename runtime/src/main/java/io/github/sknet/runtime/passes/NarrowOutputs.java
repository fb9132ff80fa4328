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
                        grouped.output(), convolve.output(), convolve.filter().bias(), convolve.function()));
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
                && convolve.residual() == null
                && convolve.sums() == null;
    }

    private Convolve grouped(Convolve convolve) {
        int outputs = convolve.output().shape().channels();
        int perGroup = convolve.input().shape().channels() / lanes;
        int values = perGroup * convolve.window().taps();
        Filter filter = convolve.filter();
        // A power of two fits a tile; what is added stays zero and is not read.
        int padded = Integer.highestOneBit(2 * outputs - 1);
        float[] weight = new float[lanes * padded * values];
        float[] scale = new float[lanes * padded];
        for (int group = 0; group < lanes; group++) {
            for (int output = 0; output < outputs; output++) {
                int channel = group * padded + output;
                System.arraycopy(filter.weight(), (output * lanes + group) * values, weight, channel * values, values);
                scale[channel] = filter.scale()[output];
            }
        }
        Shape shape = convolve.output().shape();
        Value partial = new Value(
                convolve.output().name() + ".by_group", Shape.map(scale.length, shape.height(), shape.width()));
        return Convolve.plain(
                convolve.input(),
                partial,
                convolve.window(),
                lanes,
                new Filter(weight, scale, new float[scale.length]));
    }
}
