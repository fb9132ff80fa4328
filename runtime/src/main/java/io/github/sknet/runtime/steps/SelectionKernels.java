package io.github.sknet.runtime.steps;

import io.github.sknet.graph.Select;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.ValueFunction;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Selection;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** How selections are computed. */
final class SelectionKernels {

    private final ProgramLayout layout;
    private final Kernels kernels;

    SelectionKernels(ProgramLayout layout) {
        this.layout = layout;
        this.kernels = layout.kernels();
    }

    static String nameOf(Select.Gate gate) {
        return switch (gate) {
            case SOFTMAX -> "softmax across branches";
            case SIGMOID -> "sigmoid of branches";
        };
    }

    /**
     * Makes shares of logits. Those of a branch that lie as its shares will are read where they are; others are first brought to where
     * their shares will be.
     */
    Consumer<float[]> attend(Selection.Attend op) {
        List<Value> values = op.attention().values();
        int[] shares = values.stream().mapToInt(layout::offset).toArray();
        int[] logits = shares.clone();
        List<ChannelCopy> copies = new ArrayList<>();
        for (int m = 0; m < shares.length; m++) {
            Operation.Route route = op.logits(m);
            List<ChannelCopy> branch = route.inputs().stream()
                    .map(input -> ChannelCopy.of(route, input, layout))
                    .toList();
            if (branch.size() == 1 && branch.get(0).isWhole()) {
                logits[m] = branch.get(0).input();
            } else {
                copies.addAll(branch);
            }
        }
        Consumer<float[]> gate = gate(op.gate(), logits, shares, layout.of(values.get(0)));
        return arena -> {
            for (ChannelCopy copy : copies) {
                copy.run(arena, 0);
            }
            gate.accept(arena);
        };
    }

    private Consumer<float[]> gate(Select.Gate gate, int[] logits, int[] shares, MapLayout map) {
        int span = map.order().span();
        return switch (gate) {
            case SOFTMAX -> arena -> kernels.softmax(arena, 0, logits, 1, arena, 0, shares, 1, span);
            case SIGMOID ->
                arena -> {
                    for (int m = 0; m < shares.length; m++) {
                        kernels.apply(ValueFunction.SIGMOID, arena, logits[m], arena, shares[m], map.stride());
                    }
                };
        };
    }

    private static int[] positions(MapLayout map) {
        return IntStream.range(0, map.order().channels())
                .map(map.order()::position)
                .toArray();
    }

    RowsStep.RowKernel mix(Selection.Mix op) {
        return op.attention().isByPixel() ? mixByPixel(op) : mixByChannel(op);
    }

    /** Two branches at once, so that the output is written once; further ones are added to it. */
    private RowsStep.RowKernel mixByChannel(Selection.Mix op) {
        MapLayout map = layout.of(op.output());
        List<Value> branches = op.branches();
        List<Value> shares = op.attention().values();
        int paired = branches.size() >= 2 ? 2 : 0;
        return (arena, y) -> {
            int out = layout.row(op.output(), y);
            if (paired == 2) {
                kernels.select(
                        arena,
                        layout.row(branches.get(0), y),
                        layout.row(branches.get(1), y),
                        arena,
                        layout.offset(shares.get(0)),
                        layout.offset(shares.get(1)),
                        arena,
                        out,
                        map.width(),
                        map.stride());
            }
            for (int m = paired; m < branches.size(); m++) {
                kernels.scale(
                        arena,
                        layout.row(branches.get(m), y),
                        arena,
                        layout.offset(shares.get(m)),
                        m > 0,
                        arena,
                        out,
                        map.width(),
                        map.stride());
            }
        };
    }

    private RowsStep.RowKernel mixByPixel(Selection.Mix op) {
        MapLayout map = layout.of(op.output());
        Value shares = op.attention().values().get(0);
        MapLayout sharing = layout.of(shares);
        int[] positions = positions(sharing);
        return (arena, y) -> {
            for (int m = 0; m < positions.length; m++) {
                kernels.scalePixels(
                        arena,
                        layout.row(op.branches().get(m), y),
                        arena,
                        layout.row(shares, y) + positions[m],
                        sharing.stride(),
                        m > 0,
                        arena,
                        layout.row(op.output(), y),
                        map.width(),
                        map.stride());
            }
        };
    }
}
