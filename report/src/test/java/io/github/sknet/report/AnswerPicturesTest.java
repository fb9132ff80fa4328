package io.github.sknet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.report.html.GallerySection.Picture;
import io.github.sknet.vision.Attention;
import io.github.sknet.vision.detect.Detections;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerPicturesTest {
    private static final Image PIXEL = new Image(1, 1, 1, new byte[1]);

    private record Pixels(int size) implements LabelledDataset {

        @Override
        public List<String> labels() {
            return List.of("pixel");
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public String name(int index) {
            return "pixels/" + index;
        }

        @Override
        public Image image(int index) {
            return PIXEL;
        }
    }

    @Test
    void someImagesAreShownSpreadEvenly() throws IOException {
        List<Picture> pictures = AnswerPictures.spread(
                new Pixels(9),
                3,
                List.of(),
                index -> List.of(new Picture(PIXEL, index + "a", ""), new Picture(PIXEL, index + "b", "")));
        assertEquals(
                List.of("0a", "0b", "3a", "3b", "6a", "6b"),
                pictures.stream().map(Picture::caption).toList());
    }

    @Test
    void onlyWhatTheEvaluationNamedIsPassedOver() throws IOException {
        IOException torn = new IOException("pixels/1 is torn");
        AnswerPictures.Painter painter = index -> {
            if (index == 1) {
                throw torn;
            }
            return List.of(new Picture(PIXEL, "" + index, ""));
        };
        List<Picture> pictures = AnswerPictures.spread(new Pixels(3), 3, List.of("pixels/1 is torn"), painter);
        assertEquals(List.of("0", "2"), pictures.stream().map(Picture::caption).toList());
        assertSame(
                torn,
                assertThrows(
                        IOException.class,
                        () -> AnswerPictures.spread(new Pixels(3), 3, List.of("pixels/2 is torn"), painter)));
    }

    @Test
    void anAnswerIsDrawnAndCalledByItsFile() {
        Picture picture =
                AnswerPictures.of(PIXEL, new Detections(List.of(), Attention.NONE), "photos/val/a.jpg", "none");
        assertEquals("a.jpg", picture.caption());
        assertEquals("none", picture.note());
        assertEquals(3, picture.image().channels());
    }
}
