package io.github.sknet.graph.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Names that were perhaps meant by one that there is not. */
public final class Suggestion {

    private static final int MOST = 3;

    private Suggestion() {}

    /**
     * How a sentence goes on that has said that there is no such name.
     *
     * @return {@code "; did you mean a or b?"}, or nothing where no name is like it
     */
    public static String after(String wrong, Collection<String> known) {
        List<String> near = near(wrong, known);
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }

    /** The names that are like a wrong one, the nearest first; at most three. */
    public static List<String> near(String wrong, Collection<String> known) {
        String text = wrong.toLowerCase(Locale.ROOT);
        int most = Math.max(1, text.length() / 3);
        Map<String, Integer> distances = new LinkedHashMap<>();
        known.forEach(name -> distances.put(name, distance(text, name.toLowerCase(Locale.ROOT))));
        List<String> misspelled = nearest(distances, most);
        return misspelled.isEmpty() ? begun(text, known) : misspelled;
    }

    /** Of the names within reach those that are as near as any. */
    private static List<String> nearest(Map<String, Integer> distances, int most) {
        int least = distances.values().stream().min(Comparator.naturalOrder()).orElse(Integer.MAX_VALUE);
        return distances.entrySet().stream()
                .filter(entry -> entry.getValue() == least && least <= most)
                .map(Map.Entry::getKey)
                .limit(MOST)
                .toList();
    }

    /** The names of which the wrong one is the beginning. */
    private static List<String> begun(String text, Collection<String> known) {
        Stream<String> names =
                known.stream().filter(name -> name.toLowerCase(Locale.ROOT).startsWith(text));
        return text.length() < 2 ? List.of() : names.limit(MOST).toList();
    }

    /** Letters to insert, delete or replace (Levenshtein), two neighbours that are swapped counting as one. */
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int replaced = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                steps[i][j] = Math.min(replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], 1 + steps[i - 2][j - 2]);
                }
            }
        }
        return steps[a.length()][b.length()];
    }
}
