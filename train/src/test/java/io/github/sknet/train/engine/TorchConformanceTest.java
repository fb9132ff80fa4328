package io.github.sknet.train.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.conformance.ConformanceReport;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.train.torch.Hardware;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TorchConformanceTest {

    /** Engines are judged on more threads than the tiny networks of other tests are for. */
    @AfterAll
    static void withItsUsualThreads() {
        Hardware.processor().start();
    }

    /** Outputs, attention, gradients and statistics of the seed article's blocks, against numbers from elsewhere. */
    @Test
    void blocksAgreeWithFixtures() throws IOException, URISyntaxException {
        Path fixtures =
                Path.of(TorchConformanceTest.class.getResource("/fixtures").toURI());
        StringBuilder lines = new StringBuilder();
        ConformanceReport report = ConformanceReport.run(
                fixtures,
                List.of(Engines.named("torch")),
                result -> lines.append(ConformanceReport.line(result)).append('\n'));
        assertEquals(0, report.failed(), lines::toString);
        assertEquals(6, report.passed(), lines::toString);
    }
}
