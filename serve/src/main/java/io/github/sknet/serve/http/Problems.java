package io.github.sknet.serve.http;

import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.serve.repository.UnknownModelException;
import io.github.sknet.serve.work.NotLoadedException;
import io.github.sknet.serve.work.QueueFullException;
import io.github.sknet.serve.work.StoppingException;
import io.github.sknet.vision.image.ImageException;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Which problem an exception is: the one place that makes a status of it. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class.getName());

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;
    private static final int CLIENT_LEFT = 499;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_LATE = 504;

    private Problems() {}

    /** Answers a request that has failed. */
    static void answer(Throwable failure, Context context) {
        answer(of(failure), context);
    }

    /** Answers a request with a problem. */
    static void answer(Problem problem, Context context) {
        problem.retrySeconds().ifPresent(seconds -> context.header("Retry-After", Integer.toString(seconds)));
        context.status(problem.status()).contentType(Problem.TYPE).result(problem.json());
    }

    /** The problem that an exception is. */
    static Problem of(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return of(failure.getCause());
        }
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof HttpResponseException known) {
            return new Problem(known.getStatus(), "The request can't be answered: " + known.getMessage());
        }
        if (failure instanceof UnknownModelException) {
            return new Problem(NOT_FOUND, failure.getMessage());
        }
        if (failure instanceof QueueFullException full) {
            return Problem.passing(TOO_MANY, failure.getMessage(), full.retrySeconds());
        }
        if (failure instanceof StoppingException || failure instanceof NotLoadedException) {
            return Problem.passing(UNAVAILABLE, failure.getMessage(), 1);
        }
        if (failure instanceof TimeoutException) {
            return Problem.passing(TOO_LATE, "There was no answer within the time that one may take", 1);
        }
        if (failure instanceof CancellationException) {
            return new Problem(CLIENT_LEFT, failure.getMessage());
        }
        if (failure instanceof ImageException) {
            return new Problem(UNPROCESSABLE, failure.getMessage());
        }
        if (failure instanceof IllegalArgumentException) {
            // What can be set is an option elsewhere, and is called as one.
            return new Problem(BAD_REQUEST, failure.getMessage().replaceFirst("^--", ""));
        }
        return unexpected(failure);
    }

    private static Problem unexpected(Throwable failure) {
        LOG.log(Level.WARNING, "A request failed: {0}", failure.toString());
        LOG.log(Level.FINE, "It failed here", failure);
        if (failure instanceof NotANumberException) {
            return new Problem(SERVER_ERROR, failure.getMessage());
        }
        if (failure instanceof OutOfMemoryError) {
            return Problem.passing(UNAVAILABLE, "There is not enough memory for this at the moment", 1);
        }
        return new Problem(SERVER_ERROR, "The service failed; its log says how");
    }
}
