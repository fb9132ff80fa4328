package io.github.sknet.vision.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.engine.Samples;
import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What formats besides JPEG and PNG store, and how cameras say which way is up. */
class FormatsTest {

    private static int[] pixel(Image image, int x, int y) {
        int[] samples = new int[image.channels()];
        for (int c = 0; c < samples.length; c++) {
            samples[c] = image.sample(x, y, c);
        }
        return samples;
    }

    /** Orange, (255, 130, 0), as far as 5, 6 and 5 bits tell it; 1 of 31, 7 of 7 and 0 of 3. */
    @ParameterizedTest
    @CsvSource({"bits-565.bmp, 255, 130, 0", "bits-532.bmp, 8, 255, 0"})
    void bandsOfABmpFileHaveBitsOfTheirOwn(String file, int red, int green, int blue) throws IOException {
        assertArrayEquals(new int[] {red, green, blue}, pixel(TestImages.read(file), 9, 9));
    }

    /** Written by an OS/2 of 1990: a header of 12 bytes, and three bytes a colour in the palette. */
    @Test
    void bmpFilesWithOs2HeadersAreRead() throws IOException {
        byte[] file = {
            'B',
            'M',
            40,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            32,
            0,
            0,
            0,
            12,
            0,
            0,
            0,
            2,
            0,
            2,
            0,
            1,
            0,
            1,
            0,
            10,
            20,
            30,
            40,
            50,
            60,
            0x40,
            0,
            0,
            0,
            (byte) 0x80,
            0,
            0,
            0
        };
        Image image = ImageDecoder.decode(file, "os2.bmp");
        assertArrayEquals(new int[] {60, 50, 40}, pixel(image, 0, 0));
        assertArrayEquals(new int[] {30, 20, 10}, pixel(image, 0, 1));
    }

    @Test
    void aGifFilesFirstFrameLiesOnItsScreen() throws IOException {
        Image image = TestImages.read("part-of-screen.gif");
        assertEquals(100, image.width());
        assertEquals(100, image.height());
        assertArrayEquals(new int[] {255, 255, 255}, pixel(image, 39, 45));
        assertArrayEquals(new int[] {220, 30, 30}, pixel(image, 40, 45));
        assertArrayEquals(new int[] {220, 30, 30}, pixel(image, 59, 49));
        assertArrayEquals(new int[] {255, 255, 255}, pixel(image, 60, 50));
    }

    /** Noise about the colour (200, 40, 40). */
    @Test
    void webpIsRead() throws IOException {
        Image image = TestImages.read("lossy.webp");
        assertEquals(48, image.width());
        assertEquals(3, image.channels());
        long[] sums = new long[3];
        for (int i = 0; i < image.samples().length; i++) {
            sums[i % 3] += image.samples()[i] & 0xFF;
        }
        assertEquals(200, sums[0] / (48 * 48), 3);
        assertEquals(40, sums[1] / (48 * 48), 3);
        assertEquals(40, sums[2] / (48 * 48), 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void tiffIsRead(int type) throws IOException {
        BufferedImage written = new BufferedImage(5, 4, type);
        WritableRaster raster = written.getRaster();
        boolean deep = type == BufferedImage.TYPE_USHORT_GRAY;
        int unit = deep ? 256 : 1;
        for (int i = 0; i < 20; i++) {
            raster.setSample(i % 5, i / 5, 0, unit * (10 * i + 5));
        }
        Image image = ImageDecoder.decode(tiff(written), "a.tif");
        assertEquals(type == BufferedImage.TYPE_3BYTE_BGR ? 3 : 1, image.channels());
        for (int i = 0; i < 20; i++) {
            float largest = deep ? 65_535 : 255;
            assertEquals(
                    unit * (10 * i + 5), largest * image.stored().fraction(i * image.channels()), 1e-2, "sample " + i);
        }
    }

    @Test
    void floatingPointSamplesAreKept() throws IOException {
        float[] samples = {0, 0.5f, 412, -0.2f};
        Image image = ImageDecoder.decode(tiff(floating(samples)), "float.tif");
        assertEquals(new Samples.Floats(samples), image.stored());
        byte[] nothing = tiff(floating(0, 0.5f, Float.NaN, 0.2f));
        assertEquals(
                "float.tif has the floating-point sample NaN, which is no finite number",
                assertThrows(ImageException.class, () -> ImageDecoder.decode(nothing, "float.tif"))
                        .getMessage());
    }

    /** Java's own reader does not know GDAL's predictor, and the other one cuts what it reads for a picture. */
    @Test
    void floatsBehindAPredictorAreWhatTheyAre() throws IOException {
        Image image = TestImages.read("predictor3.tif");
        assertEquals("6×4 image of 5 channels", image.toString());
        for (int i = 0; i < 6 * 4 * 5; i++) {
            assertEquals(i / 5 % 6 / 2.0 + 100 * (i % 5) - 3, image.stored().fraction(i), 1e-4);
        }
    }

    /** 6×4 pixels, of which the last has y = 3 and x = 5. */
    @ParameterizedTest
    @CsvSource({
        "5, 16, 1, false, 0, 5",
        "5, 16, 1, true, 0, 5",
        "13, 16, 1, false, 0, 13",
        "4, 16, 1, false, 0, 4",
        "4, 16, 1, false, 2, 3",
        "2, 16, 1, false, 1, 1",
        "2, 16, 1, false, 0, 2",
        "5, 8, 1, false, 0, 5",
        "5, 32, 3, false, 0, 5",
        "5, 16, 2, false, 0, 5",
        "1, 16, 2, false, 0, 1",
        "3, 32, 1, true, 0, 3"
    })
    void tiffsOfAnyChannelsAreRead(int bands, int bits, int kind, boolean planar, int extra, int kept)
            throws IOException {
        TiffFile file = new TiffFile(6, 4, bands, bits, kind, planar, extra);
        Image image = ImageDecoder.decode(
                file.content((x, y, band) -> 10 * x + y + 15 * band - (kind == 1 ? 0 : 70)), "many.tif");
        assertEquals("6×4, " + kept, image.width() + "×" + image.height() + ", " + image.channels());
        double largest = kind != 1 || bits > 16 ? 1 : (1 << bits) - 1;
        for (int band = 0; band < kept; band++) {
            assertEquals(
                    10 * 5 + 3 + 15 * band - (kind == 1 ? 0 : 70),
                    largest * image.stored().fraction((6 * 4 - 1) * kept + band),
                    1e-2);
        }
    }

    private static BufferedImage floating(float... samples) {
        WritableRaster raster = Raster.createWritableRaster(
                new PixelInterleavedSampleModel(DataBuffer.TYPE_FLOAT, 2, 2, 1, 2, new int[] {0}), new Point());
        raster.setPixels(0, 0, 2, 2, samples);
        ComponentColorModel grey = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, 1, DataBuffer.TYPE_FLOAT);
        return new BufferedImage(grey, raster, false, null);
    }

    private static byte[] tiff(BufferedImage image) throws IOException {
        Iterable<ImageWriter> writers = () -> ImageIO.getImageWritersByFormatName("tiff");
        ImageWriter javas = StreamSupport.stream(writers.spliterator(), false)
                .filter(writer -> writer.getClass().getModule().isNamed())
                .findFirst()
                .orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            javas.setOutput(stream);
            javas.write(image);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "'\0\0\0\30ftypheic\0\0\0\0', HEIC",
        "'\0\0\0\34ftypavif\0\0\0\0', AVIF",
        "'8BPS\0\1', Photoshop",
        "'<!DOCTYPE html><html>', HTML"
    })
    void formatsThatAreNotReadAreNamed(String content, String format) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "a.jpg is a file of the format " + format + ", which is not read: turn it into JPEG or PNG",
                assertThrows(ImageException.class, () -> ImageDecoder.decode(bytes, "a.jpg"))
                        .getMessage());
    }

    @Test
    void aThumbnailsOrientationIsNotThePictures() throws IOException {
        Image image = TestImages.read("exif-thumbnail.jpg");
        assertEquals(60, image.width());
        assertEquals(30, image.height());
    }

    @Test
    void pngFilesAreTurnedUprightToo() throws IOException {
        Image image = TestImages.read("exif-png.png");
        assertEquals(30, image.width());
        assertEquals(60, image.height());
    }

    @Test
    void webpFilesAreTurnedUprightToo() throws IOException {
        byte[] plain = TestImages.bytes("lossy.webp");
        byte[] exif = Arrays.copyOf(plain, plain.length + 34);
        byte[] chunk = new byte[34];
        byte[] head = "EXIF\32\0\0\0II*\0\10\0\0\0\1\0\22\1\3\0\1\0\0\0\6\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(head, 0, chunk, 0, head.length);
        System.arraycopy(chunk, 0, exif, plain.length, chunk.length);
        assertEquals(6, ExifOrientation.of(exif, ImageFormat.WEBP));
        assertEquals(1, ExifOrientation.of(plain, ImageFormat.WEBP));
    }

    /** What is said of a file before it is decoded is what comes of it, and points go where their pixels go. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void headersTurnPointsAsPicturesAreTurned(int orientation) throws IOException {
        byte[] file = TestImages.bytes("exif-" + orientation + ".jpg");
        ImageHeader header = ImageHeader.ofHead(file).orElseThrow();
        assertEquals(orientation, header.orientation());
        assertEquals(orientation == 1, header.isUpright());
        Image upright = ImageDecoder.decode(file, "a.jpg");
        assertEquals(upright.width(), header.uprightWidth());
        assertEquals(upright.height(), header.uprightHeight());
        byte[] marked = new byte[header.width() * header.height()];
        marked[2 * header.width() + 5] = 1;
        Image turned = header.upright(new Image(header.width(), header.height(), 1, marked));
        double[] centre = header.upright(5.5, 2.5);
        assertEquals(1, turned.sample((int) centre[0], (int) centre[1], 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb16.png", "exif-png.png", "color.jpg"})
    void headersOfJpegAndPngAreInTheirFirstBytes(String name) throws IOException {
        byte[] file = TestImages.bytes(name);
        Image image = ImageDecoder.decode(file, name);
        ImageHeader header = ImageHeader.ofHead(Arrays.copyOf(file, Math.min(file.length, ImageHeader.HEAD)))
                .orElseThrow();
        assertEquals(image.width(), header.uprightWidth());
        assertEquals(image.height(), header.uprightHeight());
    }

    @ParameterizedTest
    @ValueSource(strings = {"palette.gif", "color.bmp", "lossy.webp"})
    void headersOfOtherFormatsNeedTheFile(String name) throws IOException {
        byte[] file = TestImages.bytes(name);
        assertFalse(ImageHeader.ofHead(file).isPresent());
        Image image = ImageDecoder.decode(file, name);
        ImageHeader header = ImageHeader.of(file, name);
        assertEquals(image.width(), header.uprightWidth());
        assertEquals(image.height(), header.uprightHeight());
        assertThrows(ImageException.class, () -> ImageHeader.of(new byte[20], name));
    }
}
