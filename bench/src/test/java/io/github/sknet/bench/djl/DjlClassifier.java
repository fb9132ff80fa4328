package io.github.sknet.bench.djl;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.translator.ImageClassificationTranslatorFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.nio.file.Path;
import java.util.List;

/**
 * A DJL program that knows nothing of this project, to be started in a JVM of its own: classifies a picture with the
 * TorchScript file in a folder and the {@code synset.txt} beside it, and prints a line {@code LABEL=PROBABILITY} a class.
 */
final class DjlClassifier {

    private DjlClassifier() {}

    /** Arguments: folder, model name, picture. */
    public static void main(String[] arguments) throws Exception {
        Criteria<Image, Classifications> criteria = Criteria.builder()
                .setTypes(Image.class, Classifications.class)
                .optEngine("PyTorch")
                .optModelPath(Path.of(arguments[0]))
                .optModelName(arguments[1])
                .optTranslatorFactory(new ImageClassificationTranslatorFactory())
                .optArgument("applySoftmax", "true")
                .optArgument("topK", "3")
                .build();
        try (ZooModel<Image, Classifications> model = criteria.loadModel();
                Predictor<Image, Classifications> predictor = model.newPredictor()) {
            Image picture = ImageFactory.getInstance().fromFile(Path.of(arguments[2]));
            List<Classifications.Classification> classes =
                    predictor.predict(picture).items();
            for (Classifications.Classification each : classes) {
                System.out.println(each.getClassName() + "=" + each.getProbability());
            }
        }
    }
}
