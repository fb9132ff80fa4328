package io.github.sknet.graph.weights;

/** Weights, or what a network says, that are no numbers; the message is a sentence that names the tensor. */
public final class NotANumberException extends RuntimeException {

    public NotANumberException(String message) {
        super(message);
    }
}
