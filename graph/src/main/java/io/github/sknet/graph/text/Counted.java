package io.github.sknet.graph.text;

/** A number of things: {@code 1 image}, {@code 2 images}. */
public final class Counted {

    private Counted() {}

    /**
     * A number of things whose plural ends in s.
     *
     * @param thing in the singular
     */
    public static String of(long count, String thing) {
        return count + " " + noun(count, thing);
    }

    /**
     * A number of things.
     *
     * @param one in the singular
     * @param several in the plural
     */
    public static String of(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    /** The word alone, for a number that is written otherwise. */
    public static String noun(long count, String thing) {
        return count == 1 ? thing : thing + "s";
    }
}
