package org.example.pictures;

import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.nio.file.Path;

/** Answers for images: {@code MODEL IMAGE…}. */
public final class Pictures {

    private Pictures() {}

    public static void main(String[] args) throws IOException {
        if (!VisionModels.class.getModule().isNamed()) {
            throw new IllegalStateException("sknet-vision is on the class path");
        }
        try (VisionModel<?> model = VisionModels.load(Path.of(args[0]))) {
            for (int i = 1; i < args.length; i++) {
                System.out.println(
                        model.predict(ImageDecoder.read(Path.of(args[i]))).toJson());
            }
        }
    }
}
