package io.github.sknet.vision.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.preprocessing.Interpolation;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResizeTest {
    private static final Image PICTURE = picture();

    private static Image picture() {
        try {
            return TestImages.read("bccd-00000.png");
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** References by make-resizes.py, Pillow 9.4.0. */
    @ParameterizedTest
    @CsvFileSource(resources = "resizes.csv", useHeadersInDisplayName = true)
    void equalsPillowBitForBit(String mode, Interpolation interpolation, int width, int height, long crc32) {
        Image source = mode.equals("L") ? PICTURE.toGrey() : PICTURE;
        CRC32 actual = new CRC32();
        actual.update(source.resize(width, height, interpolation).samples());
        assertEquals(crc32, actual.getValue());
    }

    @Test
    void sameSizeIsTheImageItself() {
        assertSame(PICTURE, PICTURE.resize(640, 480, Interpolation.BICUBIC));
    }

    @Test
    void longerSideIsRoundedDown() {
        Image wide = PICTURE.resizeShorterSide(256, Interpolation.BILINEAR);
        assertEquals(341, wide.width(), "640 · 256 / 480 = 341.33");
        assertEquals(256, wide.height());
        Image tall = PICTURE.crop(0, 0, 100, 299).resizeShorterSide(50, Interpolation.BILINEAR);
        assertEquals(50, tall.width());
        assertEquals(149, tall.height(), "299 · 50 / 100 = 149.5");
    }

    /** Wider, taller, smaller than what is cut out, and as large as it. */
    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void theMiddleAloneIsTheMiddleOfTheWhole(Interpolation interpolation) {
        for (int[] size : new int[][] {{640, 480}, {31, 480}, {640, 7}, {5, 5}, {64, 64}, {300, 64}}) {
            for (Image image : List.of(PICTURE, PICTURE.toGrey())) {
                Image source = image.crop(0, 0, size[0], size[1]);
                for (int shorter : new int[] {1, 20, 64, 97}) {
                    assertEquals(
                            source.resizeShorterSide(shorter, interpolation).centreCrop(33, 40),
                            source.resizeToCentre(shorter, 33, 40, interpolation),
                            source + ", shorter side " + shorter);
                }
            }
        }
    }

    /** Resized as a whole, they would have 15 million by 256 and 25 billion by 256 pixels. */
    @Test
    void ofVeryLongImagesOnlyTheMiddleIsMade() {
        for (int longer : new int[] {60_000, 10_000_000}) {
            byte[] samples = new byte[longer];
            samples[longer / 2] = samples[longer / 2 - 1] = (byte) 200;
            for (Image image : List.of(new Image(longer, 1, 1, samples), new Image(1, longer, 1, samples))) {
                Image middle = image.resizeToCentre(256, 224, 224, Interpolation.BILINEAR);
                assertEquals(200, middle.sample(112, 112, 0));
            }
        }
    }

    @Test
    void emptyTargetIsRefused() {
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> PICTURE.resize(0, 5, Interpolation.BILINEAR));
        assertEquals("cannot resize to 0×5: width and height must be at least 1", refused.getMessage());
    }
}
