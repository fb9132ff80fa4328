package io.github.sknet.djl.examples;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import io.github.sknet.djl.SKNetTranslatorFactory;
import java.nio.file.Path;

/** A picture is classified by a model file. */
public final class PictureClassifier {

    private PictureClassifier() {}

    // region a picture classified
    public static Classifications classify(Path modelFile, Path picture) throws Exception {
        Criteria<Image, Classifications> criteria = Criteria.builder()
                .setTypes(Image.class, Classifications.class)
                .optEngine("SKNet")
                .optModelPath(modelFile)
                .optTranslatorFactory(new SKNetTranslatorFactory())
                .build();
        try (ZooModel<Image, Classifications> model = criteria.loadModel();
                Predictor<Image, Classifications> predictor = model.newPredictor()) {
            return predictor.predict(ImageFactory.getInstance().fromFile(picture));
        }
    }
    // endregion
}
