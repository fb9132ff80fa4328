package io.github.sknet.djl.examples;

import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import io.github.sknet.djl.SKNetTranslatorFactory;
import io.github.sknet.vision.Answer;
import java.nio.file.Path;
import java.util.Map;

/** What a network chose, asked for through DJL. */
public final class KernelChoice {

    private KernelChoice() {}

    // region the kernels that a network chose
    public static Map<String, float[]> shares(Path modelFile, Path picture) throws Exception {
        Criteria<Path, Answer> criteria = Criteria.builder()
                .setTypes(Path.class, Answer.class)
                .optEngine("SKNet")
                .optModelPath(modelFile)
                .optTranslatorFactory(new SKNetTranslatorFactory())
                .optArgument("attention", "true")
                .build();
        try (ZooModel<Path, Answer> model = criteria.loadModel();
                Predictor<Path, Answer> predictor = model.newPredictor()) {
            return predictor.predict(picture).attention().shares();
        }
    }
    // endregion
}
