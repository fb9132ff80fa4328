package io.github.sknet.vision.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ImageTest {
    private static final Image ROW = new Image(5, 1, 1, new byte[] {10, 20, 30, 40, 50});

    @Test
    void centreCropRoundsHalfToEven() {
        assertArrayEquals(new byte[] {10, 20, 30, 40}, ROW.centreCrop(4, 1).samples(), "margin 0.5 rounds to 0");
        assertArrayEquals(new byte[] {30, 40}, ROW.centreCrop(2, 1).samples(), "margin 1.5 rounds to 2");
        assertArrayEquals(new byte[] {20, 30, 40}, ROW.centreCrop(3, 1).samples());
    }

    @Test
    void centreCropOfASmallImageIsPaddedWithBlack() {
        Image padded = ROW.centreCrop(8, 3);
        assertArrayEquals(
                new byte[] {
                    0, 0, 0, 0, 0, 0, 0, 0,
                    0, 10, 20, 30, 40, 50, 0, 0,
                    0, 0, 0, 0, 0, 0, 0, 0
                },
                padded.samples());
    }

    @Test
    void cropOutsideOfTheImageIsBlack() {
        assertArrayEquals(new byte[2], ROW.crop(7, 0, 2, 1).samples());
        assertArrayEquals(new byte[] {0, 10}, ROW.crop(-1, 0, 2, 1).samples());
    }

    @Test
    void flipExchangesPixelsNotChannels() {
        Image rgb = new Image(2, 1, 3, new byte[] {1, 2, 3, 4, 5, 6});
        assertArrayEquals(new byte[] {4, 5, 6, 1, 2, 3}, rgb.flipHorizontal().samples());
    }

    @Test
    void greyIsPillowsLuminance() {
        // PIL.Image.new("RGB", (1, 1), color).convert("L"), Pillow 9.4.0
        assertEquals(
                76, new Image(1, 1, 3, new byte[] {(byte) 255, 0, 0}).toGrey().sample(0, 0, 0));
        assertEquals(
                150, new Image(1, 1, 3, new byte[] {0, (byte) 255, 0}).toGrey().sample(0, 0, 0));
        assertEquals(
                29, new Image(1, 1, 3, new byte[] {0, 0, (byte) 255}).toGrey().sample(0, 0, 0));
    }

    @Test
    void bufferedImageShowsTheSameColours() {
        BufferedImage buffered = new Image(2, 1, 3, new byte[] {1, 2, 3, (byte) 200, 100, 50}).toBufferedImage();
        assertEquals(0xFF010203, buffered.getRGB(0, 0));
        assertEquals(0xFFC86432, buffered.getRGB(1, 0));
    }

    @Test
    void wrongNumberOfSamplesIsRefused() {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> new Image(2, 2, 3, new byte[11]));
        assertEquals("a 2×2 image of 3 channels has 12 samples, not 11", refused.getMessage());
    }
}
