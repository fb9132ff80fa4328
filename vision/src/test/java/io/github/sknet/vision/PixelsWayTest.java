package io.github.sknet.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.vision.image.Image;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images reach the engine as they are, whatever the task. */
class PixelsWayTest {
    private static final Preprocessing INPUT = new Preprocessing(
            3, 32, 64, 0, Preprocessing.imageNet(64).interpolation(), List.of(0.4, 0.5, 0.6), List.of(0.2, 0.3, 0.4));

    @ParameterizedTest
    @ValueSource(strings = {"sknet_tiny", "fcos_sk_small", "semantic_fpn_sk_small"})
    void noTaskTurnsImagesToPlanes(String network) {
        List<Image> images = List.of(image(64, 32, 37), image(50, 70, 101));
        Architecture architecture = Architecture.of(network, 3, 3);
        ModelFile file = ModelFile.of(architecture, Weights.initial(architecture.build(), 1));
        try (VisionModel<?> model = load(file, PixelsOnlyEngine.NAME);
                VisionModel<?> plain = load(file, VisionModels.DEFAULT_ENGINE)) {
            List<String> together =
                    model.predict(images, false).stream().map(Answer::toJson).toList();
            List<String> alone =
                    images.stream().map(image -> plain.predict(image).toJson()).toList();
            assertEquals(alone, together);
        }
    }

    private static VisionModel<?> load(ModelFile file, String engine) {
        return VisionModels.of(file, INPUT, VisionModels.Options.on(engine, 1));
    }

    private static Image image(int width, int height, int step) {
        byte[] samples = new byte[width * height * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i * step % 251);
        }
        return new Image(width, height, 3, samples);
    }
}
