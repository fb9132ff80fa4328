package io.github.sknet.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which images a run is judged by while it learns from others: those of a part of the data, or else a share that is held out of
 * the training part.
 *
 * @param parts the first of these that the data has is judged by
 * @param heldOut the share that is held out where the data has none of them; above 0 and below 1, or 0 for none
 */
public record JudgedBy(List<Split> parts, double heldOut) {

    /** The share that is held out where nothing is said of it. */
    public static final double USUAL_SHARE = 0.1;

    public JudgedBy {
        parts = List.copyOf(parts);
        if (!(heldOut >= 0 && heldOut < 1)) {
            throw new IllegalArgumentException(
                    "The share that is held out lies between 0 and 1, not at " + heldOut + ": a tenth is 0.1");
        }
    }

    /** The validation part. A test part is for the end: a run that is chosen by it has not been tested. */
    public static JudgedBy usual(double heldOut) {
        return new JudgedBy(List.of(Split.VALIDATION), heldOut);
    }

    /**
     * What a user asks for: a share that is held out of the training part whatever other parts there are; with 0, none, so that
     * the test part judges where there is no validation part; without a word, the {@link #usual}.
     */
    public static JudgedBy wanted(OptionalDouble heldOut) {
        if (heldOut.isEmpty()) {
            return usual(USUAL_SHARE);
        }
        return heldOut.getAsDouble() == 0 ? anyPart(0) : new JudgedBy(List.of(), heldOut.getAsDouble());
    }

    /** The validation part, or else the test part: the rule of version 0.1. */
    public static JudgedBy anyPart(double heldOut) {
        return new JudgedBy(List.of(Split.VALIDATION, Split.TEST), heldOut);
    }

    /** The part of a data set that is judged by; empty where a share is held out. */
    public Optional<Split> part(Splits<?> splits) {
        return parts.stream().filter(splits.parts()::containsKey).findFirst();
    }

    /** For people: by what a run on a data set is judged, and what that means. */
    public String describe(Splits<?> splits) {
        Optional<Split> part = part(splits);
        List<String> said = new ArrayList<>();
        if (part.isPresent()) {
            said.add("the part " + part.get().id());
            if (part.get() == Split.TEST) {
                said.add("choosing the best epoch on it is no test of the network that is chosen");
            }
        } else {
            said.add(heldOut + " of the training images, held out at random");
            for (Split unused : List.of(Split.VALIDATION, Split.TEST)) {
                if (splits.parts().containsKey(unused)) {
                    said.add("the part " + unused.id() + " is not looked at"
                            + (unused == Split.TEST ? ", so that it can test the network in the end" : ""));
                }
            }
        }
        return String.join("; ", said);
    }
}
