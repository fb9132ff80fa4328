package io.github.sknet.onnx.importer;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** An ONNX file that can't become a network of this project; the message says why, for all its nodes at once. */
public final class OnnxImportException extends IOException {

    private static final long serialVersionUID = 1;

    private static final int SHOWN = 20;
    private static final int LONGEST = 400;

    private final transient List<String> problems;

    /** One reason. */
    public OnnxImportException(String message) {
        this(message, List.of());
    }

    /**
     * Several reasons.
     *
     * @param message what they keep from happening
     * @param problems one sentence a node
     */
    public OnnxImportException(String message, List<String> problems) {
        super(message + listed(problems));
        this.problems = List.copyOf(problems);
    }

    /** As {@link #OnnxImportException(String)}, with what lies behind it. */
    public OnnxImportException(String message, Throwable cause) {
        super(message, cause);
        this.problems = List.of();
    }

    private static String listed(List<String> problems) {
        if (problems.isEmpty()) {
            return "";
        }
        String shown = problems.stream()
                .limit(SHOWN)
                .map(problem -> problem.length() > LONGEST ? problem.substring(0, LONGEST) + "…" : problem)
                .collect(Collectors.joining("; "));
        int more = problems.size() - SHOWN;
        return ": " + shown + (more > 0 ? "; and " + more + " more" : "");
    }

    /** What is not supported, one sentence a node; empty where something else is wrong with the file. */
    public List<String> problems() {
        return problems;
    }
}
