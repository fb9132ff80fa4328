package io.github.sknet.runtime;

import io.github.sknet.conformance.comparison.ConformanceCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java engine with its scalar kernels against the shared suite. */
class ScalarConformanceTest {

    @ParameterizedTest
    @MethodSource("io.github.sknet.conformance.ConformanceSuite#cases")
    void agrees(ConformanceCase conformanceCase) {
        conformanceCase.verify(new ScalarEngine());
    }
}
