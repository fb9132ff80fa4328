package io.github.sknet.datasets;

import io.github.sknet.datasets.AnnotationProblems.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Classes whose names differ by case alone are two, which hardly anybody means: it is told. */
public final class AlikeNames {

    private AlikeNames() {}

    /**
     * Tells of such names.
     *
     * @param data what messages call the data
     */
    public static void tell(String data, List<String> names, AnnotationProblems problems) throws DatasetException {
        Map<String, String> seen = new HashMap<>();
        for (String name : names) {
            String other = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (other != null && !other.equals(name)) {
                problems.add(Kind.TAKEN_AS, data + ": '" + other + "' and '" + name + "' are two classes");
            }
        }
    }
}
