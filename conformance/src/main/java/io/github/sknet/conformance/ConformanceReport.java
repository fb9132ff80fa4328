package io.github.sknet.conformance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.conformance.comparison.CaseResult;
import io.github.sknet.conformance.fixtures.Fixture;
import io.github.sknet.conformance.fixtures.FixtureException;
import io.github.sknet.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The results of a folder of fixtures.
 *
 * @param results a result for each fixture and engine
 */
public record ConformanceReport(List<CaseResult> results) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Runs every network fixture of a folder in every engine. A file that can't be read or built fails by its name.
     *
     * @param progress is told each result as it comes
     * @throws IOException when the folder is missing or holds no network fixture
     */
    public static ConformanceReport run(Path folder, List<Engine> engines, Consumer<CaseResult> progress)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FixtureException("There is no folder " + folder);
        }
        List<CaseResult> results = new ArrayList<>();
        for (Path file : jsonFiles(folder)) {
            for (CaseResult result : runFile(file, engines)) {
                results.add(result);
                progress.accept(result);
            }
        }
        if (results.isEmpty()) {
            throw new FixtureException("There is no network fixture (*.json with a list of parameters) in " + folder);
        }
        return new ConformanceReport(List.copyOf(results));
    }

    private static List<Path> jsonFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static List<CaseResult> runFile(Path file, List<Engine> engines) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        try {
            Optional<Fixture> fixture = Fixture.read(file);
            if (fixture.isEmpty()) {
                return List.of();
            }
            List<CaseResult> results = new ArrayList<>();
            for (Engine engine : engines) {
                results.add(ConformanceSuite.run(fixture.get(), engine));
            }
            return results;
        } catch (IOException e) {
            return engines.stream()
                    .map(engine -> CaseResult.failed(name, engine.name(), e.getMessage()))
                    .toList();
        }
    }

    /** The number of results that are all right. */
    public int passed() {
        return (int) results.stream().filter(CaseResult::ok).count();
    }

    /** The number of results that are not. */
    public int failed() {
        return results.size() - passed();
    }

    /** The table's heading. */
    public static String heading() {
        return String.format(
                Locale.ROOT,
                "%-28s %-12s %12s %12s %12s  %s",
                "case",
                "engine",
                "output",
                "attention",
                "training",
                "result");
    }

    /** A result as a line of the table: its worst relative errors, and what is wrong where something is. */
    public static String line(CaseResult result) {
        return String.format(
                Locale.ROOT,
                "%-28s %-12s %12s %12s %12s  %s",
                result.name(),
                result.engine(),
                error(Math.max(
                        result.worstError("eval output"),
                        Math.max(result.worstError("eval L2"), result.worstError("eval sum")))),
                error(result.worstError("eval attention")),
                error(result.worstError("train")),
                verdict(result));
    }

    private static String error(double error) {
        return Double.isNaN(error) ? "–" : String.format(Locale.ROOT, "%.1e", error);
    }

    private static String verdict(CaseResult result) {
        if (result.ok()) {
            return "ok";
        }
        if (result.failure().isPresent()) {
            return "FAILED: " + result.failure().get();
        }
        return result.worst()
                .map(check -> String.format(
                        Locale.ROOT,
                        "FAILED: %s is off by %.1e (%.0e allowed)",
                        check.what(),
                        check.error(),
                        check.tolerance()))
                .orElse("FAILED");
    }

    /** {passed, failed, cases: [{case, engine, worstError, worstCheck, ok, failure}]} on one line. */
    public String json() {
        ObjectNode root = JSON.createObjectNode().put("passed", passed()).put("failed", failed());
        ArrayNode cases = root.putArray("cases");
        for (CaseResult result : results) {
            ObjectNode node = cases.addObject().put("case", result.name()).put("engine", result.engine());
            result.worst()
                    .ifPresentOrElse(
                            check -> node.put("worstError", check.error()).put("worstCheck", check.what()),
                            () -> node.putNull("worstError"));
            node.put("ok", result.ok());
            result.failure().ifPresent(failure -> node.put("failure", failure));
        }
        return root.toString();
    }
}
