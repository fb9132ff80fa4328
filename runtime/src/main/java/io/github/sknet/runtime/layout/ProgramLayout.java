package io.github.sknet.runtime.layout;

import io.github.sknet.graph.Size;
import io.github.sknet.runtime.convolution.ChannelOrders;
import io.github.sknet.runtime.convolution.Convolutions;
import io.github.sknet.runtime.convolution.FilterCache;
import io.github.sknet.runtime.convolution.Grouping;
import io.github.sknet.runtime.convolution.PreparedConvolution;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.WinogradConvolution;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where all values of a program live, and its convolutions in that layout. */
public final class ProgramLayout {

    /** Floats after the last value: vectors may read, though never use, the padding of a pixel beyond it. */
    static final int SLACK = 1024;

    private final Program program;
    private final Kernels kernels;
    private final Convolutions preparation;
    private final ChannelOrders orders;
    private final Map<Value, Size> borders = new HashMap<>();
    private final Map<Value, MapLayout> layouts = new HashMap<>();
    private final Map<Value, Convolve> summed = new HashMap<>();
    private final Map<Convolve, PreparedConvolution> convolutions = new IdentityHashMap<>();
    private final Placement placement;

    /**
     * Lays out a program.
     *
     * @param filters keeps what is packed
     * @throws IllegalArgumentException when the values need more than one array can hold
     */
    public ProgramLayout(Program program, Kernels kernels, FilterCache filters) {
        this.program = program;
        this.kernels = kernels;
        this.preparation = new Convolutions(kernels, filters);
        this.orders = ChannelOrders.settled(program, kernels.lanes());
        program.operations().forEach(this::widenBorder);
        boolean scalarInput = program.operations().stream()
                .filter(operation -> operation.inputs().contains(program.input()))
                .allMatch(this::readsValueByValue);
        layouts.put(program.input(), layout(program.input(), scalarInput && !isHandedOut(program.input())));
        for (Operation operation : program.operations()) {
            operation.results().forEach(value -> layouts.put(value, layout(value, false)));
        }
        List<Convolve> convolves = program.operations().stream()
                .filter(Convolve.class::isInstance)
                .map(Convolve.class::cast)
                .toList();
        List<PreparedConvolution> prepared =
                convolves.parallelStream().map(this::prepare).toList();
        for (int i = 0; i < prepared.size(); i++) {
            convolutions.put(convolves.get(i), prepared.get(i));
            if (convolves.get(i).sums() != null) {
                summed.put(convolves.get(i).sums(), convolves.get(i));
            }
        }
        this.placement = new Placement(program, this::floats, this::overwritable);
    }

    private boolean isHandedOut(Value value) {
        return program.outputs().containsValue(value);
    }

    private boolean readsValueByValue(Operation operation) {
        return operation instanceof Convolve convolve
                && Grouping.of(convolve, kernels.lanes()).operand() == Operand.BROADCAST
                && convolve.residual() != program.input();
    }

    private void widenBorder(Operation operation) {
        if (operation instanceof Convolve convolve) {
            Size padding = convolve.window().padding();
            borders.merge(
                    convolve.input(),
                    padding,
                    (a, b) -> new Size(Math.max(a.height(), b.height()), Math.max(a.width(), b.width())));
        }
    }

    private MapLayout layout(Value value, boolean dense) {
        ChannelOrder order = orders.of(value);
        int lanes = kernels.lanes();
        int span = order.span();
        int stride;
        if (dense) {
            stride = span;
        } else if (value.pixels() == 1) {
            stride = ChannelOrder.roundUp(span, 4 * lanes);
        } else {
            stride = ChannelOrder.roundUp(span, span <= lanes ? lanes : 2 * lanes);
        }
        Size border = borders.getOrDefault(value, new Size(0, 0));
        MapLayout layout = MapLayout.of(value.shape(), order, border.height(), border.width(), stride);
        // Here already: tables would be made of offsets that do not fit.
        Placement.refuseBeyondArray(program, layout.floats(), value);
        return layout;
    }

    private long floats(Value value) {
        Convolve convolve = summed.get(value);
        return convolve == null
                ? layouts.get(value).floats()
                : (long) convolutions.get(convolve).grid().tileRanges()
                        * layouts.get(convolve.output()).stride();
    }

    /** The input that an operation's output may overwrite: it lies alike, and is read in no other way. */
    private Optional<Value> overwritable(Operation operation) {
        return Optional.ofNullable(operation.overwritable())
                .filter(value -> layouts.get(value).equals(layouts.get(operation.output())))
                .filter(value -> Collections.frequency(operation.inputs(), value) == 1)
                .filter(value -> !(isWinograd(operation)));
    }

    /** Its tiles overlap: what one has written, another would still read. */
    private boolean isWinograd(Operation operation) {
        PreparedConvolution prepared = convolutions.get(operation);
        return prepared != null && prepared.tables() instanceof WinogradConvolution;
    }

    private PreparedConvolution prepare(Convolve convolve) {
        return preparation.prepare(
                convolve,
                layouts.get(convolve.input()),
                layouts.get(convolve.output()),
                layouts.get(convolve.residual()));
    }

    public Program program() {
        return program;
    }

    public Kernels kernels() {
        return kernels;
    }

    /** How a value lies in memory. */
    public MapLayout of(Value value) {
        return layouts.get(value);
    }

    /** Where a value begins in the arena. */
    public int offset(Value value) {
        return placement.offset(value);
    }

    /** The offset of the first pixel of a row of a value in the arena. */
    public int row(Value value, int y) {
        return offset(value) + of(value).offset(y, 0);
    }

    /** The floats that the arena needs. */
    public int floats() {
        return placement.floats();
    }

    /** Memory for the values of one computation. */
    public float[] newArena() {
        return new float[floats() + SLACK];
    }

    /** A convolution of this program. */
    public PreparedConvolution convolution(Convolve convolve) {
        return convolutions.get(convolve);
    }

    /** The convolution that adds up the given sums: one row of its output's stride for each range of tiles. */
    public Convolve summing(Value sums) {
        return summed.get(sums);
    }
}
