package io.github.sknet.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.vision.image.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {

    @Test
    void brokenFilesAreSkippedAndCounted(@TempDir Path folder) throws IOException {
        List<Path> files = List.of(folder.resolve("none.png"), folder.resolve("a.png"), folder.resolve("bad.png"));
        ImageIO.write(
                new BufferedImage(5, 4, BufferedImage.TYPE_3BYTE_BGR),
                "png",
                files.get(1).toFile());
        Files.writeString(files.get(2), "not a picture");
        Examples examples = Examples.ofFiles(files, false);
        Iterator<Example> iterator = examples.iterator();
        Example only = iterator.next();
        assertEquals(files.get(1).toString(), only.name());
        assertEquals(5, only.image().width());
        assertEquals(OptionalInt.empty(), only.label());
        assertFalse(iterator.hasNext());
        assertThrows(NoSuchElementException.class, iterator::next);
        assertEquals(2, examples.broken().size());
        assertTrue(
                examples.broken().get(0).contains("none.png"), examples.broken().get(0));
    }

    @Test
    void aBrokenFileEndsStrictExamples(@TempDir Path folder) {
        Path missing = folder.resolve("none.png");
        Iterator<Example> iterator = Examples.ofFiles(List.of(missing), true).iterator();
        String message =
                assertThrows(UncheckedIOException.class, iterator::next).getMessage();
        assertTrue(message.contains("none.png"), message);
    }

    @Test
    void aDataSetGivesNamesAndLabels() {
        LabelledDataset two = new LabelledDataset() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public List<String> labels() {
                return List.of("cat", "dog");
            }

            @Override
            public int label(int index) {
                return 1 - index;
            }

            @Override
            public String name(int index) {
                return "picture " + index;
            }

            @Override
            public Image image(int index) {
                return new Image(1, 1, 1, new byte[] {(byte) index});
            }
        };
        Examples examples = Examples.of(two, true);
        assertEquals(List.of("cat", "dog"), examples.labels());
        Iterator<Example> iterator = examples.iterator();
        assertEquals(new Example("picture 0", new Image(1, 1, 1, new byte[] {0}), OptionalInt.of(1)), iterator.next());
        assertEquals(new Example("picture 1", new Image(1, 1, 1, new byte[] {1}), OptionalInt.of(0)), iterator.next());
    }

    /** Images whose annotations, whatever they are, are no labels of whole images; the last one is broken. */
    private record Annotated(int size) implements Dataset<Annotated> {

        @Override
        public List<String> labels() {
            return List.of("cell");
        }

        @Override
        public String name(int index) {
            return "slide " + index;
        }

        @Override
        public Image image(int index) throws IOException {
            if (index == size - 1) {
                throw new IOException(name(index) + " is torn");
            }
            return new Image(1, 1, 1, new byte[1]);
        }

        @Override
        public Annotated subset(int[] indices) {
            return new Annotated(indices.length);
        }

        @Override
        public void close() {}
    }

    @Test
    void aDataSetOfOtherAnnotationsGivesNoLabels() {
        Examples examples = Examples.of(new Annotated(2), false);
        List<Example> read = new ArrayList<>();
        examples.forEach(read::add);
        assertEquals(List.of(new Example("slide 0", new Image(1, 1, 1, new byte[1]), OptionalInt.empty())), read);
        assertEquals(List.of("slide 1 is torn"), examples.broken());
    }
}
