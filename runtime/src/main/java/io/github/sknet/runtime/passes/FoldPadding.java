package io.github.sknet.runtime.passes;

import io.github.sknet.graph.Pad;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Window;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Rearrangement.Surround;
import io.github.sknet.runtime.program.Value;
import java.util.HashMap;
import java.util.Map;

/** Zeros that are laid around a map before a convolution are the convolution's padding. */
final class FoldPadding implements Pass {

    @Override
    public Program apply(Program program) {
        Map<Value, Surround> zeros = new HashMap<>();
        for (Operation operation : program.operations()) {
            if (operation instanceof Surround surround && isZeros(surround.pad())) {
                zeros.put(surround.output(), surround);
            }
        }
        return program.with(program.operations().stream()
                .map(operation -> operation instanceof Convolve convolve && zeros.containsKey(convolve.input())
                        ? fold(convolve, zeros.get(convolve.input()))
                        : operation)
                .toList());
    }

    private static boolean isZeros(Pad pad) {
        return pad.mode() == Pad.Mode.CONSTANT && pad.value() == 0;
    }

    private static Convolve fold(Convolve convolve, Surround zeros) {
        Window window = convolve.window();
        Padding own = window.padding();
        Padding more = zeros.pad().padding();
        Padding all = new Padding(
                own.top() + more.top(),
                own.left() + more.left(),
                own.bottom() + more.bottom(),
                own.right() + more.right());
        return new Convolve(
                zeros.input(),
                convolve.firstChannel(),
                convolve.output(),
                window.padding(all),
                convolve.groups(),
                convolve.filter(),
                convolve.following());
    }
}
