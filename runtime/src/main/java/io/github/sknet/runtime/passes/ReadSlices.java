package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Channel;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Operation.Route;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A convolution without groups reads consecutive channels of another value where they are; the slice is not copied. So the
 * branches of a split input share one map.
 */
final class ReadSlices implements Pass {

    @Override
    public Program apply(Program program) {
        Map<Value, Channel> slices = new HashMap<>();
        for (Operation operation : program.operations()) {
            if (operation instanceof Route route && isSlice(route.channels())) {
                slices.put(route.output(), route.channels().get(0));
            }
        }
        return program.with(program.operations().stream()
                .map(operation -> operation instanceof Convolve convolve ? read(convolve, slices) : operation)
                .toList());
    }

    private static boolean isSlice(List<Channel> channels) {
        Channel first = channels.get(0);
        for (int c = 0; c < channels.size(); c++) {
            if (channels.get(c).value() != first.value() || channels.get(c).index() != first.index() + c) {
                return false;
            }
        }
        return true;
    }

    private static Convolve read(Convolve convolve, Map<Value, Channel> slices) {
        Channel first = convolve.groups() == 1 ? slices.get(convolve.input()) : null;
        return first == null ? convolve : convolve.reading(first.value(), convolve.firstChannel() + first.index());
    }
}
