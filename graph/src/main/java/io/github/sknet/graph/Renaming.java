package io.github.sknet.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other names for the same parts: a list of patterns and what takes their place, of which the first that fits a name counts. A name
 * that none fits stays as it is.
 */
public final class Renaming implements UnaryOperator<String> {

    private record Rule(Pattern pattern, String replacement) {}

    private final List<Rule> rules;

    private Renaming(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * A renaming.
     *
     * @param patternsAndReplacements in turn a regular expression, searched for within a name, and its replacement, in which
     *     {@code $1} stands for the first group
     */
    public static Renaming of(String... patternsAndReplacements) {
        if (patternsAndReplacements.length % 2 != 0) {
            throw new IllegalArgumentException("A renaming takes pairs of a pattern and its replacement");
        }
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < patternsAndReplacements.length; i += 2) {
            rules.add(new Rule(Pattern.compile(patternsAndReplacements[i]), patternsAndReplacements[i + 1]));
        }
        return new Renaming(rules);
    }

    @Override
    public String apply(String name) {
        for (Rule rule : rules) {
            Matcher matcher = rule.pattern.matcher(name);
            if (matcher.find()) {
                return matcher.replaceFirst(rule.replacement);
            }
        }
        return name;
    }
}
