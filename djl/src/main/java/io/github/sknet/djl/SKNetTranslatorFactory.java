package io.github.sknet.djl;

import ai.djl.Model;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.Pair;
import io.github.sknet.djl.NetworkBlock.Answered;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Translators for models of the engine {@code SKNet}: images are prepared as the model file says, and answers are those of
 * {@code ./sknet predict}.
 *
 * <ul>
 *   <li>Images come as DJL's {@link ai.djl.modality.cv.Image}, as a {@link java.nio.file.Path}, an {@link java.io.InputStream} or
 *       {@code byte[]} of a file.
 *   <li>Answers go as {@link ai.djl.modality.Classifications}, {@link ai.djl.modality.cv.output.DetectedObjects} or
 *       {@link ai.djl.modality.cv.output.CategoryMask}, as the model's task is, or as {@link io.github.sknet.vision.Answer} of any
 *       task.
 *   <li>DJL Serving's {@link Input} and {@link Output}: an image file in the request's body, DJL's object as JSON.
 * </ul>
 *
 * <p>The argument {@code attention} asks for what the network chose, which an {@code Answer} carries.
 */
public final class SKNetTranslatorFactory implements TranslatorFactory {

    private static final String ATTENTION = "attention";

    @Override
    public Set<Pair<Type, Type>> getSupportedTypes() {
        Set<Pair<Type, Type>> types = new HashSet<>();
        for (Class<?> source : ImageSource.all().keySet()) {
            AnswerForm.types().forEach(answer -> types.add(new Pair<>(source, answer)));
        }
        types.add(new Pair<>(Input.class, Output.class));
        return types;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the model is not of the engine {@code SKNet}, or its task has other answers
     */
    @Override
    @SuppressWarnings("unchecked")
    public <I, O> Translator<I, O> newInstance(Class<I> input, Class<O> output, Model model, Map<String, ?> arguments) {
        if (!(model instanceof SKNetModel own)) {
            throw new IllegalArgumentException("SKNetTranslatorFactory is for models of the engine " + SKNetEngine.NAME
                    + ", not of " + model.getNDManager().getEngine().getEngineName());
        }
        String task = own.network().model().task().id();
        AnswerForm ofTask = AnswerForm.ofTask(task);
        if (input == Input.class && output == Output.class) {
            ImageSource<Input> body = (manager, request) -> ImageSource.requested(request);
            return (Translator<I, O>) new AnswerTranslator<>(body, ofTask::response, false);
        }
        AnswerForm form = output == AnswerForm.OWN.type() ? AnswerForm.OWN : ofTask;
        ImageSource<I> source = (ImageSource<I>) ImageSource.all().get(input);
        if (source == null || output != form.type()) {
            throw new IllegalArgumentException(
                    "A model to " + task + " answers about an image (Image, Path, InputStream"
                            + " or byte[]) with " + ofTask.type().getSimpleName() + " or Answer, not about "
                            + input.getSimpleName() + " with " + output.getSimpleName());
        }
        boolean attention = Boolean.parseBoolean(String.valueOf(arguments.get(ATTENTION)));
        return new AnswerTranslator<>(source, (Function<Answered, O>) form.of(), attention);
    }
}
