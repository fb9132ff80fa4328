package io.github.sknet.train.run;

/** A run that can't go on; the message is one sentence that says why and what to change. */
public final class TrainingException extends RuntimeException {

    public TrainingException(String message) {
        super(message);
    }
}
