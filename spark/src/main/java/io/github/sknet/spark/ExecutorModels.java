package io.github.sknet.spark;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.WeightsException;
import io.github.sknet.runtime.JavaEngine;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models of this JVM: each is read once, shared by all tasks, and kept as long as the JVM lives. */
final class ExecutorModels {

    private static final Logger LOGGER = LoggerFactory.getLogger(ExecutorModels.class);

    private record Key(String content, Map<String, String> settings, int threads) {}

    private static final Map<Key, VisionModel<?>> MODELS = new ConcurrentHashMap<>();

    private ExecutorModels() {}

    /**
     * The model that is asked.
     *
     * @param bytes its content, if it has not been read yet
     */
    static VisionModel<?> of(Questions questions, Supplier<byte[]> bytes) {
        Key key = new Key(questions.key(), questions.settings(), questions.threads());
        return MODELS.computeIfAbsent(key, absent -> {
            VectorKernels.warn();
            LOGGER.info("Reading the model {} to {}", questions.key().substring(0, 12), questions.task());
            return load(questions, bytes.get());
        });
    }

    /** Equal images have equal answers from the first one on: nobody is told what is computed while kernels are being compiled. */
    private static VisionModel<?> settled(VisionModel<?> model, Preprocessing images) {
        model.outputs(Tensor.zeros(List.of(1, images.channels(), images.height(), images.width())));
        JavaEngine.settle();
        return model;
    }

    private static VisionModel<?> load(Questions questions, byte[] bytes) {
        try {
            Path copy = ModelContent.copy(bytes);
            try {
                ModelFile file = ModelFile.read(copy);
                Preprocessing preprocessing = file.preprocessing()
                        .orElseThrow(() ->
                                new WeightsException("The model file does not say how images are prepared for it"));
                return settled(VisionModels.of(file, preprocessing, questions.options()), preprocessing);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong.getMessage(), wrong);
        }
    }
}
