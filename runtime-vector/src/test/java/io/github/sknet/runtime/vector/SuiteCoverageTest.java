package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.cases.InputShape;
import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.conformance.numbers.Generated;
import io.github.sknet.conformance.operations.Operations;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.Plan;
import io.github.sknet.runtime.info.StepInfo;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.Tile;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shared suite goes every way that the Java engine has: what no case takes, no case holds to its numbers. */
class SuiteCoverageTest {

    private static final Pattern WAY = Pattern.compile("(winograd|broadcast|scattered|lanewise) (\\d+)×(\\d+)");

    private static final Kernels KERNELS = new VectorKernels();

    private static List<StepInfo> steps;

    /**
     * A convolution's step.
     *
     * @param algorithm how it is computed
     * @param tile with what
     * @param pixels of its output
     */
    private record Way(String algorithm, Tile tile, long pixels) {

        static Stream<Way> of(StepInfo step) {
            Matcher matcher = WAY.matcher(step.kernel());
            return matcher.results()
                    .map(way -> new Way(
                            way.group(1),
                            new Tile(Integer.parseInt(way.group(2)), Integer.parseInt(way.group(3))),
                            step.output().pixels()));
        }

        boolean leavesSinglePixel(int vectors) {
            return pixels % tile.pixels() == 1 && tile.vectors() == vectors;
        }
    }

    @BeforeAll
    static void planTheSuite() {
        steps = Operations.cases().flatMap(SuiteCoverageTest::steps).toList();
    }

    private static Stream<StepInfo> steps(ReferenceCase operation) {
        Weights weights = Generated.weights(operation.graph());
        return operation.inputs().stream().flatMap(input -> plan(operation, weights, input).steps().stream());
    }

    private static Plan plan(ReferenceCase operation, Weights weights, InputShape input) {
        return Plan.compile(operation.graph(), weights, input.height(), input.width(), KERNELS);
    }

    private static Stream<Way> ways(String algorithm) {
        return steps.stream().flatMap(Way::of).filter(way -> way.algorithm().equals(algorithm));
    }

    @ParameterizedTest
    @EnumSource(Operand.class)
    void everyTileIsTaken(Operand operand) {
        String algorithm = operand.name().toLowerCase(Locale.ROOT);
        for (Tile tile : KERNELS.tiles(operand)) {
            boolean taken = tile.pixels() == 1
                    ? ways(algorithm).anyMatch(way -> way.leavesSinglePixel(tile.vectors()))
                    : ways(algorithm).anyMatch(way -> way.tile().equals(tile));
            assertTrue(taken, algorithm + " " + tile);
        }
    }

    @Test
    void winogradIsTaken() {
        assertTrue(ways("winograd").count() > 10, () -> "by " + ways("winograd").count());
    }

    @Test
    void channelsAreReorderedAndLanesAreSummed() {
        assertTrue(named(".reordered"), "a copy in another order of channels");
        assertTrue(named(".by_group"), "few outputs, summed over groups in the lanes");
    }

    private static boolean named(String ending) {
        return steps.stream().anyMatch(step -> step.name().endsWith(ending));
    }
}
