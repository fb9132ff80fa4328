package io.github.sknet.conformance.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How one engine did on one case.
 *
 * @param name the case
 * @param engine the engine's name
 * @param checks what was compared; empty where it did not come to that
 * @param failure why nothing could be compared
 */
public record CaseResult(String name, String engine, List<Check> checks, Optional<String> failure) {

    public CaseResult {
        checks = List.copyOf(checks);
    }

    /** The result of comparisons that took place. */
    public static CaseResult of(String name, String engine, List<Check> checks) {
        return new CaseResult(name, engine, checks, Optional.empty());
    }

    /** The result where it did not come to comparisons. */
    public static CaseResult failed(String name, String engine, String failure) {
        return new CaseResult(name, engine, List.of(), Optional.of(failure));
    }

    /** The result where an engine refused or broke off. */
    public static CaseResult failed(String name, String engine, RuntimeException reason) {
        return failed(name, engine, reason.getMessage() == null ? reason.toString() : reason.getMessage());
    }

    /**
     * One engine's results as one: all comparisons, each under its case's name.
     *
     * @param name of the whole
     * @param results of one engine, at least one
     */
    public static CaseResult merged(String name, List<CaseResult> results) {
        List<Check> checks = new ArrayList<>();
        for (CaseResult result : results) {
            for (Check check : result.checks()) {
                String what = result.name() + ": " + check.what();
                checks.add(new Check(check.kind(), what, check.error(), check.tolerance()));
            }
        }
        Optional<String> failure = results.stream()
                .filter(result -> result.failure().isPresent())
                .map(result -> result.name() + ": " + result.failure().get())
                .findFirst();
        return new CaseResult(name, results.get(0).engine(), checks, failure);
    }

    /** True where everything was compared and everything was within its tolerance. */
    public boolean ok() {
        return failure.isEmpty() && !checks.isEmpty() && checks.stream().allMatch(Check::ok);
    }

    /** The comparison that came nearest to its tolerance, or went farthest beyond it. */
    public Optional<Check> worst() {
        return checks.stream().max(Comparator.comparingDouble(Check::excess));
    }

    /** The largest error among comparisons of a kind, NaN if one is; empty where nothing of the kind was compared. */
    public OptionalDouble worstError(Check.Kind kind) {
        return checks.stream()
                .filter(check -> check.kind() == kind)
                .mapToDouble(Check::error)
                .max();
    }

    /** {@code ok}, or what is wrong. */
    public String verdict() {
        if (ok()) {
            return "ok";
        }
        String reason = failure.orElseGet(() -> worst().map(CaseResult::tooFar).orElse("nothing was compared"));
        return "FAILED: " + reason;
    }

    private static String tooFar(Check check) {
        return String.format(
                Locale.ROOT, "%s is off by %.1e (%.1e allowed)", check.what(), check.error(), check.tolerance());
    }
}
