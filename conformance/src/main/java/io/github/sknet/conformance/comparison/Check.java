package io.github.sknet.conformance.comparison;

/**
 * One comparison.
 *
 * @param kind what kind of number was compared
 * @param what was compared, in a few words
 * @param error relative, as said in {@link Comparison}; NaN where the engine gave NaN
 * @param tolerance the largest error that passes
 */
public record Check(Kind kind, String what, double error, double tolerance) {

    /** What an engine gives. */
    public enum Kind {
        OUTPUT,
        ATTENTION,
        TRAINING
    }

    /** False for NaN, too. */
    public boolean ok() {
        return error <= tolerance;
    }

    /** The error in units of the tolerance: above 1 it is wrong; infinite for NaN. */
    double excess() {
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error / tolerance;
    }
}
