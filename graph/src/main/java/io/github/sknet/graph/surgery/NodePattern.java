package io.github.sknet.graph.surgery;

import io.github.sknet.graph.Node;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of node names as shells write them: {@code *} for any characters (dots and slashes too), {@code ?} for one,
 * {@code [34]} or {@code [3-5]} for one of several, {@code [!34]} for one that is none of these, {@code {conv1,conv2}} for one of
 * several words. {@code layer[34].*.conv2} is each block's second convolution in two stages.
 *
 * @param text as written
 */
public record NodePattern(String text) implements Predicate<Node> {

    /** A set, with what turns it into its opposite, or any other character. */
    private static final Pattern PART = Pattern.compile("\\[(?<not>[!^]?)(?<members>[^]]+)]|.", Pattern.DOTALL);

    /** What means something else within a set of a regular expression. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\\\[&^]");

    /**
     * @throws IllegalArgumentException naming the text, where a bracket or brace is not closed, or a range runs backwards
     */
    public NodePattern {
        compile(text);
    }

    @Override
    public boolean test(Node node) {
        return compile(text).matcher(node.name()).matches();
    }

    private static Pattern compile(String text) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            char c = text.charAt(part.start());
            if (part.group("members") != null) {
                regex.append(set(part));
            } else if (c == '[') {
                throw unclosed(text);
            } else if (c == '{') {
                braces++;
                regex.append("(?:");
            } else if (c == '}' && braces > 0) {
                braces--;
                regex.append(')');
            } else if (c == ',' && braces > 0) {
                regex.append('|');
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        if (braces > 0) {
            throw unclosed(text);
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "A range in a pattern of names runs upwards, as in layer[2-4].*, not '" + text + "'", e);
        }
    }

    private static String set(Matcher part) {
        String members = SPECIAL.matcher(part.group("members")).replaceAll("\\\\$0");
        return (part.group("not").isEmpty() ? "[" : "[^") + members + "]";
    }

    private static IllegalArgumentException unclosed(String text) {
        return new IllegalArgumentException(
                "A pattern of names closes each [ and {, as layer[34].*.conv2 does, not '" + text + "'");
    }
}
