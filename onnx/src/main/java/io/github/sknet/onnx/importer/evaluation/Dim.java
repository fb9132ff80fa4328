package io.github.sknet.onnx.importer.evaluation;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * An extent of an axis that may depend on the input's: a polynomial with whole coefficients of unknowns, such as N, H and W, and what
 * {@link Dims} makes of quotients. Besides it knows its number in files that fix their input's size, so that a size written down as
 * a number is recognised as the one that it is.
 */
public final class Dim {

    /** More terms than any size in a network has; what a hostile file multiplies up ends here. */
    private static final int MOST_TERMS = 64;

    private static final int MOST_FACTORS = 8;

    private static final String TOO_LONG = "a size is computed in more steps than can be followed";

    private static final String ONE = "";

    private final TreeMap<String, Long> terms;
    private final OptionalLong known;

    private Dim(TreeMap<String, Long> terms, OptionalLong known) {
        terms.values().removeIf(coefficient -> coefficient == 0);
        if (terms.size() > MOST_TERMS) {
            throw new IllegalArgumentException(TOO_LONG);
        }
        this.terms = terms;
        this.known = known;
    }

    /** A number. */
    public static Dim of(long number) {
        return new Dim(new TreeMap<>(Map.of(ONE, number)), OptionalLong.of(number));
    }

    /**
     * An unknown.
     *
     * @param name unique
     * @param known its number, where the file fixes it
     */
    static Dim unknown(String name, OptionalLong known) {
        return new Dim(new TreeMap<>(Map.of(name, 1L)), known);
    }

    /** The number, where it depends on no unknown. */
    public OptionalLong number() {
        return terms.isEmpty()
                ? OptionalLong.of(0)
                : terms.size() == 1 && terms.containsKey(ONE) ? OptionalLong.of(terms.get(ONE)) : OptionalLong.empty();
    }

    /** The number for the file's own input size: where that is free, only of what depends on no unknown. */
    public OptionalLong known() {
        return number().isPresent() ? number() : known;
    }

    /** Whether the number is known, and is this. */
    public boolean is(long number) {
        return known().isPresent() && known().getAsLong() == number;
    }

    /** Whether both are the same for every input, or at least for the file's own input size. */
    public boolean same(Dim other) {
        return terms.equals(other.terms) || known().isPresent() && other.is(known().getAsLong());
    }

    public Dim plus(Dim other) {
        TreeMap<String, Long> sum = new TreeMap<>(terms);
        other.terms.forEach((term, coefficient) -> sum.merge(term, coefficient, Math::addExact));
        return new Dim(
                sum, both(other) ? OptionalLong.of(Math.addExact(value(), other.value())) : OptionalLong.empty());
    }

    public Dim plus(long number) {
        return plus(of(number));
    }

    public Dim minus(Dim other) {
        return plus(other.times(of(-1)));
    }

    public Dim times(Dim other) {
        TreeMap<String, Long> product = new TreeMap<>();
        terms.forEach((mine, factor) -> other.terms.forEach((theirs, coefficient) ->
                product.merge(multiply(mine, theirs), Math.multiplyExact(factor, coefficient), Math::addExact)));
        return new Dim(
                product,
                both(other) ? OptionalLong.of(Math.multiplyExact(value(), other.value())) : OptionalLong.empty());
    }

    public Dim times(long number) {
        return times(of(number));
    }

    private static String multiply(String mine, String theirs) {
        if (mine.equals(ONE) || theirs.equals(ONE)) {
            return mine + theirs;
        }
        String[] factors = (mine + "·" + theirs).split("·");
        if (factors.length > MOST_FACTORS) {
            throw new IllegalArgumentException(TOO_LONG);
        }
        Arrays.sort(factors);
        return String.join("·", factors);
    }

    /** This divided by a number, where all coefficients can be. */
    Optional<Dim> exactQuotient(long divisor) {
        TreeMap<String, Long> quotient = new TreeMap<>();
        for (Map.Entry<String, Long> term : terms.entrySet()) {
            if (term.getValue() % divisor != 0) {
                return Optional.empty();
            }
            quotient.put(term.getKey(), term.getValue() / divisor);
        }
        OptionalLong value = known.isPresent() ? OptionalLong.of(known.getAsLong() / divisor) : OptionalLong.empty();
        return Optional.of(new Dim(quotient, value));
    }

    Map<String, Long> terms() {
        return Collections.unmodifiableMap(terms);
    }

    private boolean both(Dim other) {
        return known().isPresent() && other.known().isPresent();
    }

    private long value() {
        return known().getAsLong();
    }

    /** Whether both are the same for every input. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Dim that && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        if (number().isPresent()) {
            return Long.toString(number().getAsLong());
        }
        StringBuilder text = new StringBuilder();
        terms.forEach((term, coefficient) -> text.append(text.length() > 0 ? " + " : "")
                .append(term.equals(ONE) ? coefficient : coefficient == 1 ? term : coefficient + "·" + term));
        return text.toString();
    }
}
