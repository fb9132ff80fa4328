package io.github.sknet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.app.ImageAnswers.AnsweredImage;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageAnswersTest {

    @TempDir
    Path folder;

    private Path image(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
        return file;
    }

    private List<AnsweredImage> ask(boolean attention, Optional<Path> pictures, Path... images) throws IOException {
        Architecture architecture = Architecture.of("sknet_tiny", 10, 1);
        ModelFile file = ModelFile.of(architecture, Weights.initial(architecture.build(), 1));
        List<AnsweredImage> told = new ArrayList<>();
        try (VisionModel<?> model =
                VisionModels.of(file, Preprocessing.exactSize(1, 28, 28), VisionModels.Options.usual())) {
            new ImageAnswers(model, attention, pictures).ask(List.of(images), told::add);
        }
        return told;
    }

    @Test
    void imagesOfOneNameKeepTheirPicturesApart() throws IOException {
        Path pictures = folder.resolve("new/pictures");
        List<AnsweredImage> told =
                ask(false, Optional.of(pictures), image("a/cat.png"), image("b/cat.png"), image("b/cat.dog.png"));
        assertEquals(
                List.of("cat.png", "cat-2.png", "cat.dog.png"),
                told.stream()
                        .map(each -> Path.of(each.fields().get("picture").toString())
                                .getFileName()
                                .toString())
                        .toList());
        for (AnsweredImage each : told) {
            assertTrue(Files.size(Path.of(each.fields().get("picture").toString())) > 0);
        }
    }

    @Test
    void aBrokenImageIsToldOfAsSuchAndTheOthersAreAnswered() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        List<AnsweredImage> told = ask(true, Optional.empty(), image("a.png"), broken, image("b.png"));
        assertEquals(3, told.size());
        assertTrue(told.get(1).problem().orElseThrow().getMessage().contains("broken.png"));
        assertTrue(told.get(1).answer().isEmpty() && told.get(1).fields().isEmpty());
        for (int i : new int[] {0, 2}) {
            assertTrue(told.get(i).problem().isEmpty());
            assertTrue(told.get(i).fields().containsKey("kernels"), "the attention was asked for");
            assertFalse(told.get(i).fields().containsKey("picture"));
        }
    }
}
