package io.github.sknet.train.run;

/** A run that can't go on; the message is one sentence that says why and what to change. */
public final class TrainingException extends RuntimeException {

    private final transient TrainingResult result;

    /**
     * The end of a run.
     *
     * @param result how far the run got: what its folder holds
     */
    TrainingException(String message, TrainingResult result) {
        super(message);
        this.result = result;
    }

    /** How far the run got: what its folder holds. */
    public TrainingResult result() {
        return result;
    }
}
