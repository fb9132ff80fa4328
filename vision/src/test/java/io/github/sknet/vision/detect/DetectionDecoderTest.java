package io.github.sknet.vision.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.detect.DetectionLevel;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.transform.Letterbox;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** From outputs to boxes in the image's pixels. */
class DetectionDecoderTest {
    private static final DetectionLevel P3 = DetectionLevel.pyramid(3);
    private static final DetectionLevel P5 = DetectionLevel.pyramid(5);
    private static final Preprocessing INPUT = Preprocessing.exactSize(3, 64, 96);

    @Test
    void decodingUndoesEncoding() {
        SplittableRandom random = new SplittableRandom(1);
        for (DetectionLevel level : List.of(P3, P5)) {
            for (int i = 0; i < 100; i++) {
                BoundingBox box = new BoundingBox(
                        random.nextDouble() * 50,
                        random.nextDouble() * 30,
                        random.nextDouble() * 90,
                        random.nextDouble());
                int column = random.nextInt(12);
                int row = random.nextInt(8);
                float[] code = BoxCode.encode(level, column, row, box);
                BoundingBox decoded = BoxCode.decode(level, column, row, code[0], code[1], code[2], code[3]);
                assertEquals(box.x(), decoded.x(), 1e-4);
                assertEquals(box.y(), decoded.y(), 1e-4);
                assertEquals(box.width(), decoded.width(), 1e-4);
                assertEquals(box.height(), decoded.height(), 1e-4);
            }
        }
    }

    @Test
    void pixelsLookAtTheMiddleOfTheirCell() {
        // Column 2 of P3 is at 4 + 2 · 8 = 20; a box from 12 to 44 is one stride to the left and three to the right.
        assertEquals("[1.0, 0.5, 3.0, 0.5]", Arrays.toString(BoxCode.encode(P3, 2, 0, new BoundingBox(12, 0, 32, 8))));
    }

    /** Outputs of two images, without any object but those that are put in. */
    private static final class Outputs {
        private final Map<String, Tensor> tensors = new LinkedHashMap<>();

        Outputs() {
            for (DetectionLevel level : List.of(P3, P5)) {
                int height = 64 / level.stride();
                int width = 96 / level.stride();
                tensors.put(level.classes(), filled(-20, 2, 2, height, width));
                tensors.put(level.boxes(), filled(0, 2, 4, height, width));
                tensors.put(level.centerness(), filled(0, 2, 1, height, width));
            }
        }

        private static Tensor filled(float value, Integer... shape) {
            Tensor tensor = Tensor.zeros(List.of(shape));
            Arrays.fill(tensor.values(), value);
            return tensor;
        }

        Outputs put(DetectionLevel level, int image, int label, int column, int row, float logit, float... distances) {
            set(level.classes(), image, label, column, row, logit);
            for (int d = 0; d < 4; d++) {
                set(level.boxes(), image, d, column, row, distances[d]);
            }
            return this;
        }

        void set(String output, int image, int channel, int column, int row, float value) {
            Tensor tensor = tensors.get(output);
            int index = ((image * tensor.size(1) + channel) * tensor.size(2) + row) * tensor.size(3) + column;
            tensor.values()[index] = value;
        }

        List<Detection> decode(int image, DetectionDecoder.Options options, int width, int height) {
            return new DetectionDecoder(List.of(P3, P5), List.of("cell", "plate"), options)
                    .decode(new Prediction(tensors, Map.of()), image, Letterbox.of(INPUT, width, height));
        }
    }

    @Test
    void boxesComeBackInTheImagesOwnPixels() {
        Outputs outputs =
                new Outputs().put(P3, 0, 1, 2, 3, 2f, 1, 1, 2, 1).put(P5, 1, 0, 1, 0, 2f, 0.5f, 0.25f, 0.5f, 0.25f);
        // The input is 96×64: an image of 192×100 is halved and fills 96×50.
        List<Detection> first = outputs.decode(0, DetectionDecoder.Options.evaluation(), 192, 100);
        assertEquals(1, first.size());
        // P3's point is (20, 28): from 12 to 36 and from 20 to 36, in pixels of the input.
        assertEquals(new BoundingBox(24, 40, 48, 32), first.get(0).box());
        assertEquals("plate", first.get(0).name());
        assertEquals(Math.sqrt(0.5 / (1 + Math.exp(-2))), first.get(0).score(), 1e-6);
        // P5's point is (48, 16): from 32 to 64 and from 8 to 24.
        assertEquals(
                new BoundingBox(32, 8, 32, 16),
                outputs.decode(1, DetectionDecoder.Options.evaluation(), 96, 64)
                        .get(0)
                        .box());
    }

    @Test
    void boxesAreClippedToTheImage() {
        // 33×64 pixels fill the input's left 33 columns at scale 1; the padding beyond is no part of the image.
        Outputs outputs = new Outputs().put(P3, 0, 0, 2, 3, 2f, 9, 1, 9, 1).put(P3, 0, 1, 9, 3, 2f, 1, 1, 1, 1);
        List<Detection> detections = outputs.decode(0, DetectionDecoder.Options.evaluation(), 33, 64);
        assertEquals(1, detections.size(), "what lies wholly in the padding is nothing");
        assertEquals(new BoundingBox(0, 20, 33, 16), detections.get(0).box());
    }

    @Test
    void theDoubtfulAndTheDoubleGo() {
        Outputs outputs = new Outputs()
                .put(P3, 0, 0, 2, 3, 2f, 1, 1, 1, 1)
                .put(P3, 0, 0, 3, 3, 1f, 2, 1, 0, 1)
                .put(P3, 0, 1, 2, 3, 0f, 1, 1, 1, 1);
        DetectionDecoder.Options options = DetectionDecoder.Options.evaluation();
        List<Detection> kept = outputs.decode(0, options, 96, 64);
        assertEquals(
                List.of("cell", "plate"), kept.stream().map(Detection::name).toList());
        assertEquals(
                1, outputs.decode(0, options.withScoreThreshold(0.6), 96, 64).size());
        assertEquals(
                3,
                outputs.decode(0, options.withSuppression(new Suppression.Soft(0.5, 0.01)), 96, 64)
                        .size());
    }
}
