package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.cases.InputShape;
import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.conformance.numbers.Generated;
import io.github.sknet.conformance.operations.Operations;
import io.github.sknet.runtime.Plan;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.ScalarKernels;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases of the shared suite whose convolutions go by Winograd's filtering, with all that follows them in one step. */
class WinogradTest {

    static Stream<ReferenceCase> residualsOfLargeMaps() {
        return Operations.cases().filter(operation -> operation.name().contains("mean of large maps"));
    }

    @ParameterizedTest
    @MethodSource("residualsOfLargeMaps")
    void residualReluAndSumsAreInTheStep(ReferenceCase operation) {
        for (InputShape input : operation.inputs()) {
            for (Kernels kernels : List.of(new VectorKernels(), new ScalarKernels())) {
                String steps = Plan.compile(
                                operation.graph(),
                                Generated.weights(operation.graph()),
                                input.height(),
                                input.width(),
                                kernels)
                        .toString();
                assertTrue(steps.contains("winograd") && steps.contains("+ residual + ReLU + sums"), steps);
            }
        }
    }
}
