package io.github.sknet.serve.work;

import io.github.sknet.serve.model.ModelVersion;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * A question in a queue.
 *
 * @param inference with which questions it may be asked together
 * @param question what waits
 * @param answer what its client waits for; done early where the deadline has passed
 * @param since when it came, by {@link System#nanoTime}
 */
record Job<P, A>(Inference<P, A> inference, Question<P> question, CompletableFuture<A> answer, long since) {

    /** A job that is ready to be computed. */
    record Prepared<P, A>(Job<P, A> job, P question) {}

    /** Whether it need not be answered any more. */
    boolean isObsolete() {
        return answer.isDone() || question.abandoned().getAsBoolean();
    }

    /** Ends it without an answer. */
    void drop() {
        answer.completeExceptionally(new CancellationException("Nobody waits for the answer any more"));
    }

    /** The question, read; {@code null} where it can't be, which its client is told. */
    Prepared<P, A> prepare(ModelVersion model) {
        try {
            return new Prepared<>(this, question.preparation().prepare(model));
        } catch (Exception | OutOfMemoryError | StackOverflowError unreadable) {
            answer.completeExceptionally(unreadable);
            return null;
        }
    }
}
