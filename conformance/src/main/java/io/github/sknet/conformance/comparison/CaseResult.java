package io.github.sknet.conformance.comparison;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How one engine did on one fixture.
 *
 * @param name the case
 * @param engine the engine's name
 * @param checks what was compared; empty where it did not come to that
 * @param failure why nothing could be compared
 */
public record CaseResult(String name, String engine, List<Check> checks, Optional<String> failure) {

    /**
     * One comparison.
     *
     * @param what was compared
     * @param error relative, as said in {@code ConformanceSuite}; NaN counts as wrong
     * @param tolerance the largest error that passes
     */
    public record Check(String what, double error, double tolerance) {

        public boolean ok() {
            return error <= tolerance;
        }
    }

    /** True where everything was compared and everything was within its tolerance. */
    public boolean ok() {
        return failure.isEmpty() && !checks.isEmpty() && checks.stream().allMatch(Check::ok);
    }

    /** The comparison that came nearest to its tolerance, or went farthest beyond it. */
    public Optional<Check> worst() {
        return checks.stream()
                .max(Comparator.comparingDouble(check ->
                        Double.isNaN(check.error()) ? Double.POSITIVE_INFINITY : check.error() / check.tolerance()));
    }

    /** The largest error among the comparisons whose name starts with the prefix; NaN where there are none. */
    public double worstError(String prefix) {
        return checks.stream()
                .filter(check -> check.what().startsWith(prefix))
                .mapToDouble(Check::error)
                .max()
                .orElse(Double.NaN);
    }

    public static CaseResult failed(String name, String engine, String failure) {
        return new CaseResult(name, engine, List.of(), Optional.of(failure));
    }
}
