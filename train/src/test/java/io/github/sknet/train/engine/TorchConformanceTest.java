package io.github.sknet.train.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.conformance.ConformanceReport;
import io.github.sknet.graph.engine.Engines;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TorchConformanceTest {

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
