package io.github.sknet.vision;

/** A network can't answer what it is asked: it is of another task, or takes other images. */
public final class UnsuitableModelException extends IllegalArgumentException {

    /** One sentence that says what does not fit. */
    public UnsuitableModelException(String message) {
        super(message);
    }
}
