package io.github.sknet.conformance.comparison;

import io.github.sknet.graph.engine.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A network and an input whose outcome is known: what every engine must get right. */
public interface ConformanceCase {

    /** Unique among all cases. */
    String name();

    /** What it belongs to: cases of a family share a line in a report. Its own name where it stands alone. */
    String family();

    /** Runs the case in engines; whatever goes wrong is in the result. */
    List<CaseResult> run(List<Engine> engines);

    /**
     * Runs the case in engines, as a test does.
     *
     * @throws AssertionError saying which engine went wrong, and by how much
     */
    default void verify(Engine... engines) {
        String failures = run(Arrays.asList(engines)).stream()
                .filter(result -> !result.ok())
                .map(result -> result.name() + ", " + result.engine() + ": " + result.verdict())
                .collect(Collectors.joining("\n"));
        if (!failures.isEmpty()) {
            throw new AssertionError(failures);
        }
    }
}
