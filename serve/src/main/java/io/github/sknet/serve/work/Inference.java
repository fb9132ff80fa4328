package io.github.sknet.serve.work;

import io.github.sknet.serve.model.ModelVersion;
import java.util.List;

/**
 * Something that models can be asked, with all that is the same for questions that are asked together. Questions of inferences that
 * are {@linkplain Object#equals equal} may share a pass: a record of what a client may choose is one.
 *
 * @param <P> a question, prepared
 * @param <A> its answer
 */
public interface Inference<P, A> {

    /**
     * Answers questions in one pass.
     *
     * @param questions at least one
     * @return an answer for each, in their order
     */
    List<A> answer(ModelVersion model, List<P> questions);
}
