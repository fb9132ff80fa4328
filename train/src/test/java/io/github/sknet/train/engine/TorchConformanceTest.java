package io.github.sknet.train.engine;

import io.github.sknet.conformance.comparison.ConformanceCase;
import io.github.sknet.train.torch.Hardware;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** libtorch against the shared suite; fixtures hold its gradients and statistics in training, too. */
class TorchConformanceTest {

    /** Engines are judged on more threads than the tiny networks of other tests are for. */
    @AfterAll
    static void withItsUsualThreads() {
        Hardware.processor().start();
    }

    @ParameterizedTest
    @MethodSource("io.github.sknet.conformance.ConformanceSuite#cases")
    void agrees(ConformanceCase conformanceCase) {
        conformanceCase.verify(new TorchEngine());
    }
}
