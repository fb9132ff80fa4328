package org.example.predict;

import io.github.sknet.vision.classify.Classifier;
import java.io.IOException;
import java.nio.file.Path;

/** Says what is on a picture: {@code model.safetensors cat.jpg}. */
public final class Predict {

    private Predict() {}

    public static void main(String[] arguments) throws IOException {
        // region five lines
        try (Classifier classifier = Classifier.load(Path.of(arguments[0]))) {
            System.out.println(classifier.predict(Path.of(arguments[1])).best());
        }
        // endregion
    }
}
