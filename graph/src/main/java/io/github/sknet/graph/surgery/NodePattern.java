package io.github.sknet.graph.surgery;

import io.github.sknet.graph.Node;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of node names as shells write them: {@code *} for any characters (dots and slashes too), {@code ?} for one,
 * {@code [34]} for one of several, {@code {conv1,conv2}} for one of several words. {@code layer[34].*.conv2} is each block's second
 * convolution in two stages.
 *
 * @param text as written
 */
public record NodePattern(String text) implements Predicate<Node> {

    /**
     * @throws IllegalArgumentException naming the text, where a bracket or brace is not closed
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
        boolean inSet = false;
        int braces = 0;
        for (char c : text.toCharArray()) {
            if (inSet) {
                inSet = c != ']';
                regex.append(c == '\\' || c == '[' || c == '&' ? "\\" : "").append(c == '!' ? '^' : c);
            } else if (c == '[') {
                inSet = true;
                regex.append(c);
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
        try {
            return Pattern.compile(regex.toString());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "A pattern of names closes each [ and {, as layer[34].*.conv2 does, not '" + text + "'", e);
        }
    }
}
