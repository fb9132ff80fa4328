package io.github.sknet.graph.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingTest {

    @Test
    void theShorterSideKeepsItsProportionToTheCrop() {
        assertEquals(
                Preprocessing.imageNet(366, 320),
                Preprocessing.imageNet(256, 224).scaledTo(320));
        assertEquals(
                Preprocessing.exactSize(3, 64, 64),
                Preprocessing.exactSize(3, 32, 32).scaledTo(64));
    }

    @Test
    void theFormOfModelFilesReadsBackEqual() {
        Preprocessing original = Preprocessing.imageNet(256, 224);
        String text = Json.write(original.toMap());
        assertEquals(
                "{\"channels\":3,\"height\":224,\"width\":224,\"resizeShorterSide\":256,\"interpolation\":\"bilinear\","
                        + "\"mean\":[0.485,0.456,0.406],\"std\":[0.229,0.224,0.225]}",
                text);
        assertEquals(original, Preprocessing.fromMap(Json.read(text)));
        for (Interpolation interpolation : Interpolation.values()) {
            Preprocessing other = new Preprocessing(1, 5, 7, 0, interpolation, List.of(0.1), List.of(1e-3));
            assertEquals(other, Preprocessing.fromMap(Json.read(Json.write(other.toMap()))));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"mean\":[0.5,0.5,0.5] | \"mean\":[0.5] | Preprocessing of 3 channels needs as many values of 'mean', not "
                        + "[0.5]",
                "\"std\":[1,1,1] | \"std\":[1,0,1] | Each channel's std is above 0, not [1.0, 0.0, 1.0]",
                "\"std\":[1,1,1] | \"std\":[1,1e-50,1] | Each channel's std is above 0, not [1.0, 1.0E-50, 1.0]",
                "\"mean\":[0.5,0.5,0.5] | \"mean\":[0.5,0.5,1e50] | Each channel's mean is a finite number, not "
                        + "[0.5, 0.5, 1.0E50]",
                "\"std\":[1,1,1] | \"std\":[1,\"1\",1] | The preprocessing: 'std' must be a list of numbers, not "
                        + "[1,\"1\",1]",
                "\"std\":[1,1,1] | \"sdt\":[1,1,1] | The preprocessing has no 'std'",
                "\"channels\":3 | \"channels\":0 | Preprocessing makes at least one channel, not 0",
                "\"height\":32 | \"height\":0 | A network's input is 1×1 … 32768×32768 pixels, not 0×32 (height×width)",
                "\"height\":32 | \"height\":1000000 | A network's input is 1×1 … 32768×32768 pixels, not 1000000×32 "
                        + "(height×width)",
                "\"height\":32 | \"height\":32.5 | The preprocessing: 'height' must be a whole number, not 32.5",
                "\"resizeShorterSide\":0 | \"resizeShorterSide\":-1 | The shorter side is resized to 1 … 32768 pixels (0: "
                        + "exact resize), not -1",
                "bilinear | lanczos | There is no interpolation 'lanczos'; there are: nearest, bilinear, bicubic",
                "\"channels\":3 | \"channels\":3,\"colour\":1 | The preprocessing has 'colour', which is not known; known are "
                        + "channels, height, width, resizeShorterSide, interpolation, mean, std",
            })
    void whatIsWrongIsToldInOneSentence(String right, String wrong, String message) {
        String sound = "{\"channels\":3,\"height\":32,\"width\":32,\"resizeShorterSide\":0,"
                + "\"interpolation\":\"bilinear\",\"mean\":[0.5,0.5,0.5],\"std\":[1,1,1]}";
        Preprocessing.fromMap(Json.read(sound));
        String text = sound.replace(right, wrong);
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Preprocessing.fromMap(Json.read(text)))
                        .getMessage());
    }

    @Test
    void inputsFitAnArray() {
        assertEquals(
                "An input of 3×32768×32768 values is more than fits one array",
                assertThrows(IllegalArgumentException.class, () -> Preprocessing.exactSize(3, 1 << 15, 1 << 15))
                        .getMessage());
    }
}
