package io.github.sknet.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.vision.detect.Detection;
import io.github.sknet.vision.detect.DetectionDecoder;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.detect.Suppression;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.segment.Segmenter;
import io.github.sknet.vision.transform.Tiling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that see no further than tiles overlap say the same of tiles as of the whole picture. */
class TiledModelsTest {

    private static final int TILE = 64;

    private static Image picture(int width, int height) {
        byte[] samples = new byte[width * height * 3];
        new Random(width + height).nextBytes(samples);
        return new Image(width, height, 3, samples);
    }

    /** Three 3×3 convolutions, the last two with dilation 2: each pixel sees 5 pixels to each side. */
    private static ModelFile segmenter() {
        GraphBuilder b = new GraphBuilder(3);
        Node x = b.add("a", Conv2d.of(3, 8, Window.of(3).padding(1)), b.input());
        x = b.add("b", Conv2d.of(8, 8, Window.of(3).dilation(2).padding(2)), b.add("relu", Activation.relu(), x));
        b.output("logits", b.add("c", Conv2d.of(8, 5, Window.of(3).dilation(2).padding(2)), x));
        Graph graph = b.build();
        return ModelFile.of(graph, Weights.initial(graph, 1), new SegmentTask());
    }

    /** Each cell of 8×8 pixels says where an object is, of up to about three cells. */
    private static ModelFile detector() {
        GraphBuilder b = new GraphBuilder(3);
        Node x = b.add("cells", Conv2d.of(3, 16, Window.of(8).stride(8)), b.input());
        x = b.add("relu", Activation.relu(), x);
        b.output("class.P3", b.add("class", Conv2d.of(16, 2, Window.of(1)), x));
        Conv2d distances =
                Conv2d.of(16, 4, Window.of(1)).withBias(Init.constant(1f)).withWeightInit(Init.normal(0.2f));
        b.output("box.P3", b.add("positive", Activation.relu(), b.add("box", distances, x)));
        b.output("centerness.P3", b.add("centerness", Conv2d.of(16, 1, Window.of(1)), x));
        Graph graph = b.build();
        return ModelFile.of(graph, Weights.initial(graph, 1), new DetectTask());
    }

    @ParameterizedTest
    @CsvSource({"200, 130, 0.25", "64, 64, 0.25", "65, 300, 0.4", "161, 64, 0.5", "96, 96, 0.5", "64, 161, 0.25"})
    void masksAreThoseOfTheWhole(int width, int height, double overlap) {
        Image picture = picture(width, height);
        try (Segmenter whole = Segmenter.of(segmenter(), Preprocessing.exactSize(3, height, width), "java", 1);
                Segmenter small = Segmenter.of(segmenter(), Preprocessing.exactSize(3, TILE, TILE), "java", 1)) {
            Image expected = whole.predict(picture).mask();
            Image found = small.tiled(new Tiling(0, overlap)).predict(picture).mask();
            int different = 0;
            for (int i = 0; i < expected.samples().length; i++) {
                different += expected.samples()[i] == found.samples()[i] ? 0 : 1;
            }
            // Where tiles overlap, sums are rounded once more: two classes may be as likely to the last bit.
            assertTrue(different <= expected.samples().length / 10_000, different + " pixels differ");
        }
    }

    @ParameterizedTest
    @CsvSource({"200, 136, 0.5", "64, 64, 0.5", "64, 304, 0.5", "160, 96, 0.5"})
    void objectsAreThoseOfTheWhole(int width, int height, double overlap) {
        Image picture = picture(width, height);
        DetectionDecoder.Options options = new DetectionDecoder.Options(0.4, 1000, new Suppression.Hard(0.3), 10_000);
        try (Detector whole = Detector.of(detector(), Preprocessing.exactSize(3, height, width), "java", 1);
                Detector small = Detector.of(detector(), Preprocessing.exactSize(3, TILE, TILE), "java", 1)) {
            List<Detection> expected =
                    whole.withOptions(options).predict(picture).objects();
            List<Detection> found = small.withOptions(options)
                    .tiled(new Tiling(0, overlap))
                    .predict(picture)
                    .objects();
            assertTrue(expected.size() > 20, "there are objects: " + expected.size());
            assertEquals(expected.size(), found.size());
            for (int i = 0; i < expected.size(); i++) {
                assertEquals(expected.get(i).label(), found.get(i).label());
                assertEquals(expected.get(i).score(), found.get(i).score(), 1e-6);
                assertEquals(expected.get(i).box().x(), found.get(i).box().x(), 1e-3);
                assertEquals(expected.get(i).box().height(), found.get(i).box().height(), 1e-3);
            }
        }
    }

    /** A tile of twice the input's size is reduced to it, and boxes are in the picture's pixels all the same. */
    @Test
    void largerTilesAreReduced() {
        Image picture = picture(300, 200);
        try (Detector detector = Detector.of(detector(), Preprocessing.exactSize(3, TILE, TILE), "java", 1)
                .tiled(new Tiling(2 * TILE, 0.25))) {
            for (Detection found :
                    detector.withOptions(DetectionDecoder.Options.evaluation()).predict(picture)) {
                assertTrue(found.box().x() >= 0 && found.box().x() + found.box().width() <= 300);
                assertTrue(found.box().y() >= 0 && found.box().y() + found.box().height() <= 200);
            }
        }
    }

    @Test
    void everyPixelIsSomeTiles() {
        Preprocessing input = Preprocessing.exactSize(3, 48, TILE);
        for (double overlap : new double[] {0, 0.1, 0.25, 0.5}) {
            for (int side : new int[] {1, 48, 49, 64, 65, 100, 127, 128, 129, 1000}) {
                double[] shares = new double[side];
                for (Tiling.Tile tile :
                        new Tiling(0, overlap).rows(input, side, 10).get(0)) {
                    float[] own = tile.columns().shares();
                    for (int x = 0; x < own.length; x++) {
                        shares[tile.columns().start() + x] += own[x];
                    }
                }
                for (int x = 0; x < side; x++) {
                    int at = x;
                    assertTrue(shares[x] >= 0.9999, () -> overlap + ", " + side + ": " + shares[at] + " at " + at);
                    assertTrue(new Tiling(0, overlap)
                            .rows(input, side, 10).get(0).stream().anyMatch(tile -> tile.owns(at + 0.5, 5)));
                }
            }
        }
    }

    @Test
    void settingsThatCanNotBeAreRefused() {
        Map<String, String> settings = new HashMap<>(Map.of("tile-size", "100"));
        refused("tile-size goes with tiles", settings, VisionTask.Use.PREDICTION);
        settings.put("tiles", "true");
        refused("tiles is for predictions", settings, VisionTask.Use.EVALUATION);
        settings.put("tile-overlap", "0.6");
        refused("tile-overlap must be a number from 0.0 to 0.5, not '0.6'", settings, VisionTask.Use.PREDICTION);
        settings.put("tile-overlap", "0.5");
        assertEquals(
                new Tiling(100, 0.5),
                TileSettings.of(new Settings(settings), VisionTask.Use.PREDICTION)
                        .orElseThrow());
    }

    private static void refused(String part, Map<String, String> settings, VisionTask.Use use) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> TileSettings.of(new Settings(settings), use))
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
