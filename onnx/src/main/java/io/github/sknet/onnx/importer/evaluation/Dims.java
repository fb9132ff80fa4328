package io.github.sknet.onnx.importer.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The unknowns of one import: the input's axes, and each rounded quotient, which is the same unknown whenever it is computed. */
public final class Dims {

    private final Map<Quotient, Dim> quotients = new HashMap<>();

    /**
     * An axis of the input.
     *
     * @param name N, H or W
     * @param known its extent, where the file fixes it
     */
    public Dim axis(String name, OptionalLong known) {
        return Dim.unknown(name, known);
    }

    /**
     * The quotient, rounded down.
     *
     * @throws IllegalArgumentException when the divisor is not positive
     */
    public Dim floorDiv(Dim dividend, long divisor) {
        if (divisor < 1) {
            throw new IllegalArgumentException("a size is divided by " + divisor);
        }
        return dividend.number().isPresent()
                ? Dim.of(Math.floorDiv(dividend.number().getAsLong(), divisor))
                : dividend.exactQuotient(divisor).orElseGet(() -> rounded(dividend, divisor));
    }

    /** The quotient, rounded up. */
    public Dim ceilDiv(Dim dividend, long divisor) {
        return floorDiv(dividend.plus(divisor - 1), divisor);
    }

    private Dim rounded(Dim dividend, long divisor) {
        OptionalLong known = dividend.known().isPresent()
                ? OptionalLong.of(Math.floorDiv(dividend.known().getAsLong(), divisor))
                : OptionalLong.empty();
        return quotients.computeIfAbsent(
                new Quotient(dividend.terms(), divisor), key -> Dim.unknown("q" + quotients.size(), known));
    }

    private record Quotient(Map<String, Long> dividend, long divisor) {}
}
