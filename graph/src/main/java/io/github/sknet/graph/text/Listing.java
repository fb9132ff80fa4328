package io.github.sknet.graph.text;

import java.util.List;

/** Lists in sentences: the first few, and how many more there are. */
public final class Listing {

    private Listing() {}

    /**
     * {@code a, b, c and 39 more}; {@code none} where there is none.
     *
     * @param shown how many at most
     */
    public static String names(List<String> names, int shown) {
        return names.isEmpty() ? "none" : first(names, shown, ", ") + more(names, shown, " and ");
    }

    /**
     * {@code this is so; that is so; and 3 more}.
     *
     * @param shown how many at most
     */
    public static String clauses(List<String> clauses, int shown) {
        return first(clauses, shown, "; ") + more(clauses, shown, "; and ");
    }

    private static String first(List<String> items, int shown, String separator) {
        return String.join(separator, items.subList(0, Math.min(shown, items.size())));
    }

    private static String more(List<String> items, int shown, String and) {
        return items.size() > shown ? and + (items.size() - shown) + " more" : "";
    }
}
