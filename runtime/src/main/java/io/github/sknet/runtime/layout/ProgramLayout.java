package io.github.sknet.runtime.layout;

import io.github.sknet.runtime.convolution.Convolutions;
import io.github.sknet.runtime.convolution.FilterCache;
import io.github.sknet.runtime.convolution.PreparedConvolution;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.WinogradConvolution;
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
    private final MapLayouts maps;
    private final Map<Convolve, PreparedConvolution> convolutions = new IdentityHashMap<>();
    private final Map<Value, Convolve> summed = new HashMap<>();
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
        this.maps = new MapLayouts(program, kernels.lanes());
        prepareConvolutions(new Convolutions(kernels, filters));
        this.placement = new Placement(program, this::floats, this::overwritable);
    }

    /** Packing weights takes most of the time, and a convolution knows nothing of another. */
    private void prepareConvolutions(Convolutions preparation) {
        List<Convolve> convolves = program.operations().stream()
                .filter(Convolve.class::isInstance)
                .map(Convolve.class::cast)
                .toList();
        List<PreparedConvolution> prepared = convolves.parallelStream()
                .map(c -> preparation.prepare(c, this::of))
                .toList();
        for (int i = 0; i < prepared.size(); i++) {
            convolutions.put(convolves.get(i), prepared.get(i));
            Value sums = convolves.get(i).following().sums();
            if (sums != null) {
                summed.put(sums, convolves.get(i));
            }
        }
    }

    private long floats(Value value) {
        Convolve convolve = summed.get(value);
        return convolve == null
                ? maps.of(value).floats()
                : (long) convolutions.get(convolve).grid().tileRanges()
                        * maps.of(convolve.output()).stride();
    }

    /** The input that an operation's output may overwrite: it lies alike, and is read in no other way. */
    private Optional<Value> overwritable(Operation operation) {
        return Optional.ofNullable(operation.overwritable())
                .filter(value -> maps.of(value).equals(maps.of(operation.output())))
                .filter(value -> Collections.frequency(operation.inputs(), value) == 1)
                .filter(value -> !isWinograd(operation));
    }

    /** Where its tiles overlap, one reads where another has written. */
    private boolean isWinograd(Operation operation) {
        PreparedConvolution prepared = convolutions.get(operation);
        return prepared != null && prepared.tables() instanceof WinogradConvolution;
    }

    public Program program() {
        return program;
    }

    public Kernels kernels() {
        return kernels;
    }

    /** How a value lies in memory. */
    public MapLayout of(Value value) {
        return maps.of(value);
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
