package io.github.sknet.serve.http;

/** A request that gets no answer, where it was noticed why. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    /** Ends the request with a problem. */
    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** Ends the request with a status and a sentence. */
    public ProblemException(int status, String detail) {
        this(new Problem(status, detail));
    }

    /** What the client is told. */
    public Problem problem() {
        return problem;
    }
}
