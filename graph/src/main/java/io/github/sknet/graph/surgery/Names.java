package io.github.sknet.graph.surgery;

import java.util.List;

/** Lists of names in sentences. */
final class Names {

    private static final int SHOWN = 6;

    private Names() {}

    /** The first few of them, and how many more there are. */
    static String listed(List<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
