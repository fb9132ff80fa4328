package io.github.sknet.djl;

import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import ai.djl.util.passthrough.PassthroughNDArray;
import io.github.sknet.djl.NetworkBlock.Answered;
import io.github.sknet.djl.NetworkBlock.Question;
import java.util.function.Function;

/**
 * Asks the network about images as they are, so that they are prepared as the model file says, and its answers are those of
 * {@code ./sknet predict}.
 *
 * @param <I> what images come as
 * @param <O> what answers go as
 */
final class AnswerTranslator<I, O> implements Translator<I, O> {

    private final ImageSource<I> source;
    private final Function<Answered, O> form;
    private final boolean attention;

    AnswerTranslator(ImageSource<I> source, Function<Answered, O> form, boolean attention) {
        this.source = source;
        this.form = form;
        this.attention = attention;
    }

    @Override
    public NDList processInput(TranslatorContext context, I input) throws Exception {
        return new NDList(new PassthroughNDArray(new Question(source.image(context.getNDManager(), input), attention)));
    }

    @Override
    public O processOutput(TranslatorContext context, NDList answers) {
        return form.apply((Answered) ((PassthroughNDArray) answers.singletonOrThrow()).getObject());
    }

    @Override
    public Batchifier getBatchifier() {
        return Together.BATCH;
    }

    /** Puts questions side by side; images of any size go together. */
    private enum Together implements Batchifier {
        BATCH;

        @Override
        public NDList batchify(NDList[] inputs) {
            NDList all = new NDList();
            for (NDList input : inputs) {
                all.addAll(input);
            }
            return all;
        }

        @Override
        public NDList[] unbatchify(NDList all) {
            return all.stream().map(NDList::new).toArray(NDList[]::new);
        }
    }
}
