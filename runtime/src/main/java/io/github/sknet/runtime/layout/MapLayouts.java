package io.github.sknet.runtime.layout;

import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Size;
import io.github.sknet.runtime.convolution.ChannelOrders;
import io.github.sknet.runtime.convolution.Grouping;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * How each value of a program lies: in the order that convolutions ask for, with a border as wide as the widest padding of those that
 * read it, its pixels as far apart as whole vectors need.
 */
final class MapLayouts {

    private final Program program;
    private final int lanes;
    private final ChannelOrders orders;
    private final Map<Value, Size> borders = new HashMap<>();
    private final Map<Value, MapLayout> layouts = new HashMap<>();

    /**
     * The layouts of all values.
     *
     * @throws IllegalArgumentException when one needs more than one array can hold
     */
    MapLayouts(Program program, int lanes) {
        this.program = program;
        this.lanes = lanes;
        this.orders = ChannelOrders.settled(program, lanes);
        program.operations().forEach(this::widenBorder);
        put(program.input(), isDense(program.input()));
        program.operations().forEach(operation -> operation.results().forEach(value -> put(value, false)));
    }

    /** How a value lies. */
    MapLayout of(Value value) {
        return layouts.get(value);
    }

    private void widenBorder(Operation operation) {
        if (operation instanceof Convolve convolve) {
            Padding padding = convolve.window().padding();
            borders.merge(
                    convolve.input(),
                    new Size(Math.max(padding.top(), padding.bottom()), Math.max(padding.left(), padding.right())),
                    (a, b) -> new Size(Math.max(a.height(), b.height()), Math.max(a.width(), b.width())));
        }
    }

    /** Whether nobody reads a value's pixels in whole vectors: then they follow each other without padding. */
    private boolean isDense(Value value) {
        return !program.outputs().containsValue(value)
                && program.operations().stream()
                        .filter(operation -> operation.inputs().contains(value))
                        .allMatch(operation -> readsValueByValue(operation, value));
    }

    private boolean readsValueByValue(Operation operation, Value value) {
        return operation instanceof Convolve convolve
                && Grouping.of(convolve, lanes).operand() == Operand.BROADCAST
                && !convolve.following().inputs().contains(value);
    }

    private void put(Value value, boolean dense) {
        ChannelOrder order = orders.of(value);
        int stride = dense ? order.span() : stride(value, order.span());
        Size border = borders.getOrDefault(value, new Size(0, 0));
        MapLayout layout = MapLayout.of(value.shape(), order, border.height(), border.width(), stride);
        // Here already: tables would be made of offsets that do not fit.
        Placement.refuseBeyondArray(program, layout.floats(), value);
        layouts.put(value, layout);
    }

    /** Whole vectors, so many as suit tiles: four to a single pixel, pairs to a map that has more than one. */
    private int stride(Value value, int span) {
        if (value.pixels() == 1) {
            return ChannelOrder.roundUp(span, 4 * lanes);
        }
        return ChannelOrder.roundUp(span, span <= lanes ? lanes : 2 * lanes);
    }
}
