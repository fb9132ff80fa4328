package io.github.sknet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.app.ImageAnswers.AnsweredImage;
import io.github.sknet.app.ImageAnswers.Pictures;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.image.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageAnswersTest {

    @TempDir
    Path folder;

    private Path image(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setSample(name.length() % 28, name.charAt(0) % 28, 0, 255);
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    private static List<AnsweredImage> ask(VisionModel<?> model, Optional<Pictures> pictures, int batch, Path... images)
            throws IOException {
        List<AnsweredImage> told = new ArrayList<>();
        List<String> words = Stream.of(images).map(Path::toString).toList();
        new ImageAnswers(model, true, pictures, batch).ask(ImageFile.find(words), told::add, Progress.NONE);
        return told;
    }

    private List<AnsweredImage> ask(Optional<Pictures> pictures, Path... images) throws IOException {
        try (VisionModel<?> model = model()) {
            return ask(model, pictures, 2, images);
        }
    }

    private static VisionModel<?> model() {
        Architecture architecture = Architecture.of("sknet_tiny", 10, 1);
        ModelFile file = ModelFile.of(architecture, Weights.initial(architecture.build(), 1));
        return VisionModels.of(file, Preprocessing.exactSize(1, 28, 28), VisionModels.Options.usual());
    }

    private static String picture(Path folder, AnsweredImage answered) {
        return folder.relativize(Path.of(answered.fields().get("picture").toString()))
                .toString();
    }

    /** Names that others have as well, in other folders, with other extensions, in capitals, and such as would be made up for them. */
    @Test
    void noPictureIsWrittenOverAnother() throws IOException {
        Path pictures = folder.resolve("new/pictures");
        List<AnsweredImage> told = ask(
                Optional.of(new Pictures(pictures, false)),
                image("a/cat.png"),
                image("b/cat.png"),
                image("b/cat.dog.png"),
                image("b/cow.jpg"),
                image("b/cow.png"),
                image("b/cow-2.png"),
                image("b/COW.png"),
                image("b/COW.png-2.jpg"),
                image("b/cow.png-2.jpg"));
        assertEquals(
                List.of(
                        "a/cat.png",
                        "b/cat.png",
                        "cat.dog.png",
                        "b/cow.jpg.png",
                        "b/cow.png.png",
                        "cow-2.png",
                        "b/COW.png-2.png",
                        "b/COW.png-2.jpg.png",
                        "b/cow.png-2.jpg-2.png"),
                told.stream().map(each -> picture(pictures, each)).toList());
        for (AnsweredImage each : told) {
            assertTrue(Files.size(Path.of(each.fields().get("picture").toString())) > 0);
        }
    }

    @Test
    void picturesOfAFolderLieAsItsImagesDo() throws IOException {
        image("photos/x/cat.png");
        image("photos/cat.png");
        image("photos/.hidden/cat.png");
        Path pictures = folder.resolve("pictures");
        List<AnsweredImage> told = ask(Optional.of(new Pictures(pictures, false)), folder.resolve("photos"));
        assertEquals(
                List.of("cat.png", "x/cat.png"),
                told.stream().map(each -> picture(pictures, each)).toList());
    }

    @Test
    void onlyPicturesOfAnswersAreReplaced() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        Path mine = Files.writeString(pictures.resolve("a.png"), "mine");
        Path a = image("a.png");
        Path b = image("b.png");
        for (int again = 0; again < 2; again++) {
            List<AnsweredImage> told = ask(Optional.of(new Pictures(pictures, false)), a, b);
            assertEquals(
                    mine + " is there already and is not a picture of an answer; --force replaces it",
                    told.get(0).problem().orElseThrow().getMessage());
            assertEquals(Optional.empty(), told.get(1).problem());
        }
        assertEquals("mine", Files.readString(mine));
        assertTrue(ask(Optional.of(new Pictures(pictures, true)), a)
                .get(0)
                .problem()
                .isEmpty());
        assertTrue(Files.size(mine) > 100);
    }

    @Test
    void aBrokenImageIsToldOfAsSuchAndTheOthersAreAnswered() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        List<AnsweredImage> told = ask(Optional.empty(), image("a.png"), broken, image("b.png"));
        assertEquals(3, told.size());
        assertTrue(told.get(1).problem().orElseThrow().getMessage().contains("broken.png"));
        assertTrue(told.get(1).answer().isEmpty() && told.get(1).fields().isEmpty());
        for (int i : new int[] {0, 2}) {
            assertTrue(told.get(i).problem().isEmpty());
            assertTrue(told.get(i).fields().containsKey("kernels"), "the attention was asked for");
            assertFalse(told.get(i).fields().containsKey("picture"));
        }
    }

    /** As a batch that is too large for memory, or an image that a model can't bear. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void whateverOneImageDoesTheOthersAreAnswered(int batch) throws IOException {
        Path wide = folder.resolve("wide.png");
        ImageIO.write(new BufferedImage(29, 28, BufferedImage.TYPE_BYTE_GRAY), "png", wide.toFile());
        for (Error error : List.of(new OutOfMemoryError("Java heap space"), new StackOverflowError())) {
            try (VisionModel<?> model = model()) {
                List<AnsweredImage> told = ask(
                        Refusing.wideImages(model, error),
                        Optional.empty(),
                        batch,
                        image("a.png"),
                        wide,
                        image("b.png"));
                assertEquals(Optional.of(error), told.get(1).problem());
                assertTrue(
                        told.get(0).answer().isPresent() && told.get(2).answer().isPresent());
            }
        }
    }

    /** A model that breaks down where an image is wider than 28 pixels. */
    private static final class Refusing {

        static VisionModel<?> wideImages(VisionModel<?> model, Error error) {
            return (VisionModel<?>) Proxy.newProxyInstance(
                    Refusing.class.getClassLoader(), new Class<?>[] {VisionModel.class}, (proxy, method, arguments) -> {
                        if (arguments != null
                                && arguments[0] instanceof List<?> images
                                && images.stream().anyMatch(image -> ((Image) image).width() > 28)) {
                            throw error;
                        }
                        return method.invoke(model, arguments);
                    });
        }
    }

    @Test
    void batchesChangeNoAnswer() throws IOException {
        Path[] images = {image("a.png"), image("b.png"), image("c.png"), image("d.png"), image("e.png")};
        try (VisionModel<?> model = model()) {
            List<Map<String, Object>> alone = ask(model, Optional.empty(), 1, images).stream()
                    .map(AnsweredImage::fields)
                    .toList();
            for (int batch : new int[] {2, 3, 8}) {
                assertEquals(
                        alone.toString(),
                        ask(model, Optional.empty(), batch, images).stream()
                                .map(AnsweredImage::fields)
                                .toList()
                                .toString());
            }
        }
    }
}
