package io.github.sknet.runtime.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.cases.InputShape;
import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.conformance.cases.RegisteredModels;
import io.github.sknet.conformance.numbers.Generated;
import io.github.sknet.conformance.operations.Operations;
import io.github.sknet.graph.models.Models;
import io.github.sknet.runtime.convolution.FilterCache;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.ScalarKernels;
import io.github.sknet.runtime.passes.Passes;
import io.github.sknet.runtime.program.Lowering;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No two values that are alive together share a place, but where an operation overwrites what it reads last. */
class PlacementTest {

    private static final ScalarKernels NARROW = new ScalarKernels();

    private static final Kernels WIDE = new ScalarKernels(16, NARROW::tiles);

    static Stream<ReferenceCase> networks() {
        Stream<ReferenceCase> models = Stream.of(
                        "sknet_tiny", "skresnet18_slim", "shufflenetv2_x0_5_sk", "fcos_sk_small", "deeplab_sk_small")
                .map(name -> RegisteredModels.of(Models.named(name).defaults()));
        return Stream.concat(Operations.cases(), models);
    }

    private static ProgramLayout layout(ReferenceCase network, InputShape input, Kernels kernels) {
        Program program =
                Lowering.lower(network.graph(), Generated.weights(network.graph()), input.height(), input.width());
        return new ProgramLayout(Passes.apply(program, kernels.lanes()), kernels, new FilterCache());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void noTwoLiveValuesOverlap(ReferenceCase network) {
        for (InputShape input : network.inputs()) {
            for (Kernels kernels : List.of(NARROW, WIDE)) {
                assertNoOverlap(layout(network, input, kernels));
            }
        }
    }

    private static void assertNoOverlap(ProgramLayout layout) {
        List<Stay> stays = stays(layout);
        for (Stay stay : stays) {
            assertTrue(stay.end() <= layout.floats(), stay + " ends beyond the arena");
            for (Stay other : stays) {
                boolean together = stay != other && stay.meets(other) && stay.overlaps(other);
                assertTrue(!together || stay.succeeds(other) || other.succeeds(stay), stay + " lies over " + other);
            }
        }
    }

    /**
     * A value's place, and how long it is there.
     *
     * @param overwritten what the value may overwrite as it is made, or null
     */
    private record Stay(Value value, long offset, long end, int first, int last, Value overwritten) {

        boolean meets(Stay other) {
            return first <= other.last && other.first <= last;
        }

        boolean overlaps(Stay other) {
            return offset < other.end && other.offset < end;
        }

        /** True where it takes exactly the other's place, in the operation that reads the other last. */
        boolean succeeds(Stay other) {
            return overwritten == other.value && first == other.last && offset == other.offset && end == other.end;
        }
    }

    private static List<Stay> stays(ProgramLayout layout) {
        Program program = layout.program();
        List<Operation> operations = program.operations();
        List<Stay> stays = new ArrayList<>();
        stays.add(stay(layout, program.input(), -1, null));
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            for (Value value : operation.results()) {
                stays.add(stay(layout, value, i, value == operation.output() ? operation.overwritable() : null));
            }
        }
        return stays;
    }

    private static Stay stay(ProgramLayout layout, Value value, int first, Value overwritten) {
        Program program = layout.program();
        int last = first;
        for (int i = 0; i < program.operations().size(); i++) {
            if (program.operations().get(i).inputs().contains(value)) {
                last = i;
            }
        }
        boolean handedOut =
                program.outputs().containsValue(value) || program.attention().containsValue(value);
        return new Stay(
                value,
                layout.offset(value),
                layout.offset(value) + floats(layout, value),
                first,
                handedOut ? program.operations().size() : last,
                overwritten);
    }

    private static long floats(ProgramLayout layout, Value value) {
        Operation.Convolve summing = layout.summing(value);
        if (summing == null) {
            return layout.of(value).floats();
        }
        return (long) layout.convolution(summing).grid().tileRanges()
                * layout.of(summing.output()).stride();
    }

    /** Else the test above would say little. */
    @Test
    void placesAreShared() {
        ReferenceCase network = RegisteredModels.of(Models.named("sknet_tiny").defaults());
        List<Stay> stays = stays(layout(network, network.inputs().get(0), NARROW));
        Map<Long, List<Stay>> byOffset = stays.stream().collect(Collectors.groupingBy(Stay::offset));
        assertTrue(byOffset.size() < stays.size() / 2, byOffset.size() + " places for " + stays.size() + " values");
        Function<Stay, Boolean> succeedsSome = stay -> stays.stream().anyMatch(stay::succeeds);
        assertTrue(stays.stream().anyMatch(succeedsSome::apply), "something is overwritten in place");
        Set<Value> values = new HashSet<>(stays.stream().map(Stay::value).toList());
        assertEquals(stays.size(), values.size());
    }
}
