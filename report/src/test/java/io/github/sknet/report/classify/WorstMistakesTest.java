package io.github.sknet.report.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.report.html.GallerySection;
import io.github.sknet.report.html.GallerySection.Picture;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorstMistakesTest {

    /** Images of one pixel, whose grey level is their index. */
    private record Greys(int size) implements LabelledDataset {

        @Override
        public List<String> labels() {
            return List.of("cat", "dog");
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public String name(int index) {
            return "image " + index;
        }

        @Override
        public Image image(int index) {
            return new Image(1, 1, 1, new byte[] {(byte) index});
        }
    }

    @Test
    void theSurestAreKept() throws IOException {
        WorstMistakes mistakes = new WorstMistakes(2);
        mistakes.add(0, new float[] {0.4f, 0.6f}, 0);
        mistakes.add(1, new float[] {0.9f, 0.1f}, 0);
        mistakes.add(2, new float[] {0.25f, 0.75f}, 0);
        mistakes.add(3, new float[] {0.75f, 0.25f}, 1);
        mistakes.add(4, new float[] {0.3f, 0.7f}, 0);
        GallerySection section = mistakes.section(new Greys(5));
        assertEquals(
                List.of("cat → dog", "dog → cat"),
                section.pictures().stream().map(Picture::caption).toList(),
                "of equally sure ones the earlier image comes first");
        assertEquals("75.0 % sure · image 2", section.pictures().get(0).note());
        assertEquals(3, section.pictures().get(1).image().sample(0, 0, 0));
    }

    @Test
    void noMistakesAreSaidToBeNone() throws IOException {
        WorstMistakes mistakes = new WorstMistakes(5);
        mistakes.add(0, new float[] {1, 0}, 0);
        GallerySection section = mistakes.section(new Greys(1));
        assertEquals("There were none.", section.note());
        assertEquals(List.of(), section.pictures());
        assertThrows(IllegalArgumentException.class, () -> new WorstMistakes(0));
    }
}
