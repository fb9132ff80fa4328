package io.github.sknet.serve.work;

import io.github.sknet.serve.model.ModelVersion;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * A question that waits.
 *
 * @param preparation makes of what was sent what the model is asked, when its turn has come: what waits is small that way
 * @param weight the bytes that it takes once prepared
 * @param abandoned whether nobody waits for the answer any more
 * @param <P> the question, prepared
 */
public record Question<P>(Preparation<P> preparation, long weight, BooleanSupplier abandoned) {

    /** Reads a question: decodes an image, or a tensor. */
    @FunctionalInterface
    public interface Preparation<P> {

        /**
         * Reads the question.
         *
         * @throws IOException when it can't be read
         * @throws IllegalArgumentException when the model can't be asked it
         */
        P prepare(ModelVersion model) throws IOException;
    }

    /** A question that somebody waits for. */
    public static <P> Question<P> of(Preparation<P> preparation, long weight) {
        return new Question<>(preparation, weight, () -> false);
    }
}
