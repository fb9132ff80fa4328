package io.github.sknet.train.engine;

import io.github.sknet.conformance.comparison.ConformanceCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** libtorch against the shared suite; fixtures hold its gradients and statistics in training, too. */
class TorchConformanceTest {

    @ParameterizedTest
    @MethodSource("io.github.sknet.conformance.ConformanceSuite#cases")
    void agrees(ConformanceCase conformanceCase) {
        conformanceCase.verify(new TorchEngine());
    }
}
