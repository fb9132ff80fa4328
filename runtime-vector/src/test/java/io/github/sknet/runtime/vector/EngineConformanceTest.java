package io.github.sknet.runtime.vector;

import io.github.sknet.conformance.comparison.ConformanceCase;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.runtime.kernels.ScalarKernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java engine against the shared suite, at the width of vectors that the build gives: as it is chosen, when scalar kernels
 * stand in for vector kernels which are not compiled yet; with vector kernels from the first call on; and with the scalar
 * kernels that stand in, on the vector kernels' data, to the last call.
 */
class EngineConformanceTest {

    private static final Engine JAVA = Engines.named("java");

    private static final VectorKernels VECTOR = new VectorKernels();

    private static final Engine VECTOR_ALONE = new KernelsAlone(VECTOR);

    private static final Engine STAND_IN = new KernelsAlone(ScalarKernels.twinOf(VECTOR));

    @ParameterizedTest
    @MethodSource("io.github.sknet.conformance.ConformanceSuite#cases")
    void agrees(ConformanceCase conformanceCase) {
        conformanceCase.verify(JAVA, VECTOR_ALONE, STAND_IN);
    }
}
