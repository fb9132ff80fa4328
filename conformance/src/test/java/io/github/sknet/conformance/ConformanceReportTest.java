package io.github.sknet.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.CaseResult.Check;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConformanceReportTest {

    @Test
    void aNaNIsPrintedAsSuchAndWhatWasNotComparedAsADash() {
        CaseResult result = new CaseResult(
                "case",
                "engine",
                List.of(new Check("eval output", Double.NaN, 1e-5), new Check("eval sum", 1e-7, 1e-5)),
                Optional.empty());
        assertFalse(result.ok());
        List<String> columns = List.of(ConformanceReport.line(result).split(" +"));
        assertEquals(List.of("case", "engine", "NaN", "–", "–"), columns.subList(0, 5));
        assertTrue(ConformanceReport.line(result).contains("FAILED: eval output is off by NaN"));
    }
}
