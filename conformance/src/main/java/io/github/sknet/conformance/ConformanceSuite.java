package io.github.sknet.conformance;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.conformance.cases.RegisteredModels;
import io.github.sknet.conformance.comparison.CaseResult;
import io.github.sknet.conformance.comparison.ConformanceCase;
import io.github.sknet.conformance.fixtures.Fixtures;
import io.github.sknet.conformance.operations.Operations;
import io.github.sknet.graph.engine.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every engine must pass. */
public final class ConformanceSuite {

    private ConformanceSuite() {}

    /** Every case of this module: all operations against the reference, and the fixtures. */
    public static Stream<ConformanceCase> cases() {
        return Stream.concat(Operations.cases(), Fixtures.bundled());
    }

    /** Every registered network; larger than {@linkplain #cases() the others} taken together. */
    public static Stream<ReferenceCase> models() {
        return RegisteredModels.cases();
    }

    /**
     * Runs cases in engines.
     *
     * @param progress is told each family's results as they come
     */
    public static ConformanceReport run(
            List<ConformanceCase> cases, List<Engine> engines, Consumer<CaseResult> progress) {
        Map<String, List<ConformanceCase>> families = cases.stream()
                .collect(Collectors.groupingBy(ConformanceCase::family, LinkedHashMap::new, Collectors.toList()));
        List<CaseResult> results = new ArrayList<>();
        families.forEach((name, family) -> {
            for (CaseResult result : run(name, family, engines)) {
                results.add(result);
                progress.accept(result);
            }
        });
        return new ConformanceReport(results);
    }

    private static List<CaseResult> run(String name, List<ConformanceCase> family, List<Engine> engines) {
        if (family.get(0).name().equals(name)) {
            return family.get(0).run(engines);
        }
        Map<String, List<CaseResult>> byEngine = new LinkedHashMap<>();
        for (ConformanceCase conformanceCase : family) {
            for (CaseResult result : conformanceCase.run(engines)) {
                byEngine.computeIfAbsent(result.engine(), engine -> new ArrayList<>())
                        .add(result);
            }
        }
        String title = name + " (" + family.size() + ")";
        return byEngine.values().stream()
                .map(results -> CaseResult.merged(title, results))
                .toList();
    }
}
