package io.github.sknet.conformance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.conformance.comparison.CaseResult;
import io.github.sknet.conformance.comparison.Check;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How engines did.
 *
 * @param results a result for each family and engine
 */
public record ConformanceReport(List<CaseResult> results) {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String ROW = "%-34s %-12s %12s %12s %12s  %s";

    public ConformanceReport {
        results = List.copyOf(results);
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
        return row("case", "engine", "output", "attention", "training", "result");
    }

    /** A result as a line of the table: its worst relative errors, and what is wrong where something is. */
    public static String line(CaseResult result) {
        return row(
                result.name(),
                result.engine(),
                error(result.worstError(Check.Kind.OUTPUT)),
                error(result.worstError(Check.Kind.ATTENTION)),
                error(result.worstError(Check.Kind.TRAINING)),
                result.verdict());
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells);
    }

    /** A dash where nothing was compared. */
    private static String error(OptionalDouble error) {
        return error.isEmpty() ? "–" : String.format(Locale.ROOT, "%.1e", error.getAsDouble());
    }

    /**
     * {passed, failed, cases: [{case, engine, worstError, worstCheck, ok, failure}]} on one line. {@code worstError} is null
     * where nothing was compared, and the string {@code "NaN"} where an engine gave NaN.
     */
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
