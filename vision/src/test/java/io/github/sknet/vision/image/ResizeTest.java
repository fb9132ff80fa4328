package io.github.sknet.vision.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.preprocessing.Interpolation;
import java.io.IOException;
import java.util.Arrays;
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

    @Test
    void emptyTargetIsRefused() {
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> PICTURE.resize(0, 5, Interpolation.BILINEAR));
        assertEquals("Cannot resize to 0×5: width and height must be at least 1", refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void theMiddleAloneIsTheMiddleOfAll(Interpolation interpolation) {
        for (Image source : new Image[] {
            PICTURE, PICTURE.crop(0, 0, 301, 400), PICTURE.toGrey().crop(0, 0, 97, 33)
        }) {
            for (int[] sizes :
                    new int[][] {{256, 224, 224}, {33, 33, 20}, {600, 500, 451}, {20, 40, 28}, {30, 20, 90}}) {
                assertEquals(
                        source.resizeShorterSide(sizes[0], interpolation).centreCrop(sizes[1], sizes[2]),
                        source.resizeShorterSide(sizes[0], sizes[1], sizes[2], interpolation),
                        source + " " + Arrays.toString(sizes));
            }
        }
    }

    /** The whole of it would have 15,360,000 × 256 pixels, and of the second 9,000,000,000 × 9. */
    @Test
    void anImageOfAnyProportionsCostsNoMoreThanItsMiddle() {
        byte[] samples = new byte[60_000 * 3];
        Arrays.fill(samples, 90_000 - 30, 90_000 + 30, (byte) 200);
        Image middle = new Image(60_000, 1, 3, samples).resizeShorterSide(256, 224, 224, Interpolation.BILINEAR);
        assertEquals(224, middle.width());
        assertEquals(224, middle.height());
        assertEquals(200, middle.sample(112, 112, 0));
        Image tall = new Image(1, 100_000_000 / 2, 1, new byte[100_000_000 / 2]);
        assertEquals(
                9, tall.resizeShorterSide(180, 9, 9, Interpolation.BILINEAR).height());
    }
}
