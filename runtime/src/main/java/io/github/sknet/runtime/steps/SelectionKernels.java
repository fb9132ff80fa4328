package io.github.sknet.runtime.steps;

import io.github.sknet.graph.Select;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.ValueFunction;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Selection;
import io.github.sknet.runtime.program.Value;
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

    /** Brings each logit to where its share will be, in the order of the branches' channels, and makes shares of them there. */
    Consumer<float[]> attend(Selection.Attend op) {
        List<Value> values = op.attention().values();
        int[] shares = values.stream().mapToInt(layout::offset).toArray();
        int span = layout.of(values.get(0)).order().span();
        List<ChannelCopy> copies = IntStream.range(0, shares.length)
                .mapToObj(op::logits)
                .flatMap(route -> route.inputs().stream().map(input -> ChannelCopy.of(route, input, layout)))
                .toList();
        Consumer<float[]> gate = switch (op.gate()) {
            case SOFTMAX -> arena -> kernels.softmax(arena, 0, shares, 1, arena, 0, shares, 1, span);
            case SIGMOID ->
                arena -> sigmoid(arena, shares, layout.of(values.get(0)).stride());
        };
        return arena -> {
            for (ChannelCopy copy : copies) {
                copy.run(arena, 0);
            }
            gate.accept(arena);
        };
    }

    private void sigmoid(float[] arena, int[] shares, int count) {
        for (int at : shares) {
            kernels.apply(ValueFunction.SIGMOID, arena, at, arena, at, count);
        }
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
