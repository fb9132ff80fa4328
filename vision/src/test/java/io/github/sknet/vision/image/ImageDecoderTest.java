package io.github.sknet.vision.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files and what Pillow 9.4.0 reads from them were made by make-images.py beside them. */
class ImageDecoderTest {
    @ParameterizedTest
    @CsvSource({
        "rgb16.png, rgb16, 3",
        "grey16.png, grey16, 1",
        "rgba.png, rgba-png, 3",
        "grey-alpha.png, grey-alpha-png, 1",
        "transparent-color.png, transparent-color-png, 3",
        "palette.png, palette-png, 3",
        "one-bit.png, one-bit-png, 1",
        "grey.png, grey-png, 1",
        "palette.gif, palette-gif, 3",
        "color.bmp, color-bmp, 3"
    })
    void losslessFilesEqualPillow(String file, String expected, int channels) throws IOException {
        Image image = TestImages.read(file);
        assertEquals(channels, image.channels());
        assertArrayEquals(
                TestImages.read(expected + ".expected.png").toRgb().samples(), TestImages.upperBits(image.toRgb()));
    }

    /** JPEG decoders may differ in the last bit: two levels, and a quarter of one on average. */
    @ParameterizedTest
    @CsvSource({"color, 3", "progressive, 3", "grey, 1", "cmyk, 3", "ycck, 3", "rgb, 3"})
    void jpegColourCodingsEqualPillow(String name, int channels) throws IOException {
        Image image = TestImages.read(name + ".jpg");
        assertEquals(channels, image.channels());
        assertClose(TestImages.read(name + ".expected.png"), image);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void photographsAreTurnedUpright(int orientation) throws IOException {
        assertClose(
                TestImages.read("exif-" + orientation + ".expected.png"),
                TestImages.read("exif-" + orientation + ".jpg"));
    }

    private static void assertClose(Image expected, Image actual) {
        assertEquals(expected.width(), actual.width());
        assertEquals(expected.height(), actual.height());
        byte[] wanted = expected.toRgb().samples();
        byte[] got = actual.toRgb().samples();
        int worst = 0;
        long sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            int difference = Math.abs((wanted[i] & 0xFF) - (got[i] & 0xFF));
            worst = Math.max(worst, difference);
            sum += difference;
        }
        assertTrue(worst <= 2, "worst difference " + worst);
        assertTrue(sum <= 0.25 * wanted.length, "mean difference " + (double) sum / wanted.length);
    }

    /** The header promises 49 million pixels, and nothing of them is there. */
    @Test
    void fewBytesThatPromiseManyPixels() {
        ByteBuffer png = ByteBuffer.allocate(69);
        png.putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .putInt(0x49484452)
                .putInt(49_000_000)
                .putInt(1);
        png.put(new byte[] {8, 2, 0, 0, 0});
        CRC32 checksum = new CRC32();
        checksum.update(png.array(), 12, 17);
        png.putInt((int) checksum.getValue()).putInt(24).putInt(0x49444154);
        String sentence =
                "bomb is a broken or truncated PNG file: it is said to be 49000000×1, and 69 bytes can't hold so many"
                        + " pixels";
        assertMessage(sentence, () -> ImageDecoder.decode(png.array(), "bomb"));
    }

    @Test
    void missingFile(@TempDir Path folder) {
        Path file = folder.resolve("absent.jpg");
        assertMessage(file + " does not exist", () -> ImageDecoder.read(file));
    }

    @Test
    void directory(@TempDir Path folder) {
        assertMessage(folder + " is a directory, not an image", () -> ImageDecoder.read(folder));
    }

    @Test
    void textNamedJpg(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("notes.jpg"), "not a picture\n");
        assertMessage(
                file + " is not an image of a supported format (JPEG, PNG, WebP, TIFF, BMP or GIF)",
                () -> ImageDecoder.read(file));
    }

    @Test
    void emptyFile() {
        assertMessage("nothing.png is empty", () -> ImageDecoder.decode(new byte[0], "nothing.png"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"color.jpg", "progressive.jpg", "rgba.png", "rgb16.png", "palette.gif", "color.bmp", "lossy.webp"
            })
    void truncationAnywhereIsTold(String name) throws IOException {
        byte[] whole = TestImages.bytes(name);
        // A PNG ends with checksums and an empty chunk, a GIF with a trailer: without these no pixel is lost.
        int last = whole.length - (name.endsWith(".png") ? 24 : name.endsWith(".gif") ? 3 : 1);
        for (int length = 8; length <= last; length += 3) {
            byte[] cut = Arrays.copyOf(whole, length);
            String message = assertThrows(ImageException.class, () -> ImageDecoder.decode(cut, "cut"), "" + length)
                    .getMessage();
            assertTrue(message.startsWith("cut is ") && message.length() < 120, message);
        }
    }

    @Test
    void onePixel() throws IOException {
        Image pixel = ImageDecoder.decode(png(1, 1), "pixel.png");
        assertEquals(1, pixel.width());
        assertEquals(0x55, pixel.sample(0, 0, 0));
    }

    @Test
    void hugeHeaderIsRefusedBeforeAllocation() {
        assertMessage(
                "huge.png is 30000×30000, 900000000 pixels; at most 100000000 are read",
                () -> ImageDecoder.decode(png(30_000, 30_000), "huge.png"));
    }

    @Test
    void damagedFilesNeverEscapeAsAnythingElse() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (String name : new String[] {
            "color.jpg",
            "cmyk.jpg",
            "exif-6.jpg",
            "rgb16.png",
            "palette.png",
            "palette.gif",
            "color.bmp",
            "lossy.webp",
            "exif-png.png"
        }) {
            byte[] whole = TestImages.bytes(name);
            for (int trial = 0; trial < 150; trial++) {
                byte[] damaged = whole.clone();
                for (int change = 0; change < 4; change++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                try {
                    ImageDecoder.decode(damaged, name);
                } catch (ImageException told) {
                    assertTrue(told.getMessage().startsWith(name), told.getMessage());
                }
            }
        }
    }

    /** A grey PNG file whose pixels are all 0x55, of which only one is stored. */
    private static byte[] png(int width, int height) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array();
        // One uncompressed deflate block of two bytes: the row's filter (none) and a pixel; Adler-32 of 00 55.
        byte[] data = {0x78, 0x01, 0x01, 0x02, 0x00, (byte) 0xFD, (byte) 0xFF, 0x00, 0x55, 0x00, 0x57, 0x00, 0x56};
        ByteBuffer file = ByteBuffer.allocate(200);
        file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk(file, "IHDR", header);
        chunk(file, "IDAT", data);
        chunk(file, "IEND", new byte[0]);
        return Arrays.copyOf(file.array(), file.position());
    }

    private static void chunk(ByteBuffer file, String kind, byte[] body) {
        byte[] name = kind.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(body);
        file.putInt(body.length).put(name).put(body).putInt((int) crc.getValue());
    }

    private static void assertMessage(String expected, Executable action) {
        assertEquals(expected, assertThrows(ImageException.class, action).getMessage());
    }
}
