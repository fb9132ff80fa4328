package io.github.sknet.vision.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sknet.graph.preprocessing.Interpolation;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePreparationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** preprocess.json: Pillow and torchvision's rules on bccd-00000.png. Its grid is rounded to six decimals. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void equalsTheFixture(int number) throws IOException {
        JsonNode fixture = JSON.readTree(resource("preprocess.json"));
        JsonNode expected = fixture.get("cases").get(number);
        int crop = expected.get("crop").asInt();
        Preprocessing preprocessing = new Preprocessing(
                3,
                crop,
                crop,
                expected.get("resizeShorterSide").asInt(),
                Interpolation.valueOf(expected.get("interpolation").asText().toUpperCase(Locale.ROOT)),
                List.of(0.485, 0.456, 0.406),
                List.of(0.229, 0.224, 0.225));
        Image picture = ImageDecoder.decode(resource("../image/bccd-00000.png"), "bccd-00000.png");
        float[] input = new ImagePreparation(preprocessing).toInput(picture).values();

        JsonNode grid = expected.get("gridIndex");
        for (int row = 0; row < grid.size(); row++) {
            for (int column = 0; column < grid.size(); column++) {
                int pixel = grid.get(row).asInt() * crop + grid.get(column).asInt();
                for (int c = 0; c < 3; c++) {
                    double wanted = expected.get("grid_y_x_c")
                            .get(row)
                            .get(column)
                            .get(c)
                            .asDouble();
                    assertEquals(wanted, input[c * crop * crop + pixel], 2e-6, "row " + row + ", column " + column);
                }
            }
        }
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < crop * crop; i++) {
                double value = input[c * crop * crop + i];
                sum += value;
                squares += value * value;
            }
            double mean = sum / (crop * crop);
            assertEquals(expected.get("channelMean").get(c).asDouble(), mean, 1e-6);
            assertEquals(
                    expected.get("channelStd").get(c).asDouble(),
                    Math.sqrt(squares / (crop * crop) - mean * mean),
                    1e-6);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = ImagePreparationTest.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }

    @Test
    void aCropIsWrittenInItsOwnSize() {
        Image crop = new Image(3, 1, 1, new byte[] {0, 51, (byte) 255});
        float[] target = new float[5];
        new ImagePreparation(Preprocessing.exactSize(1, 2, 2)).write(crop, target, 1);
        assertArrayEquals(new float[] {0, -1, (0.2f - 0.5f) / 0.5f, 1, 0}, target);
    }

    @Test
    void exactSizeMakesGreyAndSpansMinusOneToOne() {
        Image image = new Image(2, 1, 3, new byte[] {0, 0, 0, (byte) 255, (byte) 255, (byte) 255});
        assertArrayEquals(
                new float[] {-1, 1},
                new ImagePreparation(Preprocessing.exactSize(1, 1, 2))
                        .toInput(image)
                        .values());
    }
}
