package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.preprocessing.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class InputSizeTest {

    @Test
    void isOneSideOrHeightAndWidth() {
        InputSize sizes = new InputSize();
        assertEquals(Size.square(224), sizes.convert("224"));
        assertEquals(new Size(240, 320), sizes.convert("240x320"));
        assertEquals(new Size(240, 320), sizes.convert("240X320"));
        assertEquals(new Size(240, 320), sizes.convert("240×320"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "xx", "1x", "x1", "1x2x3", "0", "0x3", "3x0", "-1", "1x-1", "1.5", "big", "99999999999"
            })
    void whatIsNoSizeIsOneSentence(String text) {
        String sentence = "a size is PIXELS or HEIGHTxWIDTH, such as 224 or 240x320, not '" + text + "'";
        assertEquals(
                sentence,
                assertThrows(TypeConversionException.class, () -> new InputSize().convert(text))
                        .getMessage());
        CommandLineRun.refused(
                2, sentence, "train", "--data", "fashion-mnist", "--model", "sknet_tiny", "--size", text);
        CommandLineRun.refused(2, sentence, "info", "sknet_tiny", "--size", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"32769", "2147483647", "1x99999", "99999x1"})
    void aHugeOneIsOneSentence(String text) {
        CommandLineRun.refused(
                2,
                "A network's input is 1×1 … 32768×32768 pixels",
                "train",
                "--data",
                "fashion-mnist",
                "--model",
                "sknet_tiny",
                "--size",
                text);
    }

    @Test
    void aCutKeepsTheProportionOfTheResizing() {
        Preprocessing cut = Preprocessing.imageNet(256, 224);
        assertEquals(Preprocessing.imageNet(512, 448), InputSize.change(cut, Size.square(448)));
        assertThrows(IllegalArgumentException.class, () -> InputSize.change(cut, new Size(224, 320)));
        Preprocessing whole = Preprocessing.exactSize(3, 32, 48);
        assertEquals(Preprocessing.exactSize(3, 64, 32), InputSize.change(whole, new Size(64, 32)));
    }
}
