package io.github.sknet.vision.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.engine.Samples;
import io.github.sknet.graph.preprocessing.Interpolation;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of more than 8 bits, and of other channels than grey and RGB. */
class DeepImageTest {

    private static Image noise(int width, int height, int channels) {
        byte[] samples = new byte[width * height * channels];
        new Random(7).nextBytes(samples);
        return new Image(width, height, channels, samples);
    }

    private static Image in(Image image, Samples form) {
        return new Image(
                image.width(), image.height(), image.channels(), image.stored().in(form));
    }

    private static Stream<Samples> forms() {
        return Stream.of(new Samples.Shorts(new short[0]), new Samples.Floats(new float[0]));
    }

    /** What moves samples moves those of every form alike. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void samplesOfEveryFormMoveAlike(int channels) {
        Image bytes = noise(7, 5, channels);
        Stream<UnaryOperator<Image>> moves = Stream.of(
                image -> image.crop(-1, 2, 9, 6),
                image -> image.cropReflected(-2, -1, 11, 8),
                Image::flipHorizontal,
                Image::flipVertical,
                image -> image.resize(10, 3, Interpolation.NEAREST),
                image -> ExifOrientation.upright(image, 6));
        moves.forEach(move ->
                forms().forEach(form -> assertEquals(in(move.apply(bytes), form), move.apply(in(bytes, form)))));
    }

    /** The same sums with more digits: half a level of 8 bits apart after two passes that are rounded. */
    @ParameterizedTest
    @EnumSource(names = {"BILINEAR", "BICUBIC"})
    void everyFormIsResizedAlike(Interpolation interpolation) {
        for (int channels : new int[] {1, 2, 3, 5}) {
            Image bytes = noise(23, 17, channels);
            Image expected = bytes.resize(9, 31, interpolation);
            forms().forEach(form -> {
                Samples found = in(bytes, form).resize(9, 31, interpolation).stored();
                for (int i = 0; i < found.length(); i++) {
                    // Bicubic sums may lie beyond black and white, which floating-point samples can say.
                    double clipped = Math.max(0, Math.min(1, found.fraction(i)));
                    assertEquals(expected.stored().fraction(i), clipped, 1.5 / 255, "sample " + i);
                }
            });
        }
    }

    @Test
    void greyAndRgbOf16BitsBecomeEachOther() {
        short[] rgb = {(short) 65_535, 0, 0, 0, (short) 65_535, 0};
        Image colored = new Image(2, 1, 3, new Samples.Shorts(rgb));
        assertEquals(0.299, colored.toGrey().stored().fraction(0), 1e-4);
        assertEquals(0.587, colored.withChannels(1).stored().fraction(1), 1e-4);
        Image grey = new Image(2, 1, 1, new Samples.Shorts(new short[] {7, 9}));
        assertEquals(
                new Samples.Shorts(new short[] {7, 7, 7, 9, 9, 9}), grey.toRgb().stored());
        assertSame(colored, colored.withChannels(3));
    }

    @Test
    void otherChannelsAreNoInput() {
        Image five = noise(2, 2, 5);
        assertSame(five, five.withChannels(5));
        for (int wanted : new int[] {1, 3, 4}) {
            assertEquals(
                    "an image of 5 channels is no input of " + wanted + (wanted == 1 ? " channel" : " channels"),
                    assertThrows(IllegalArgumentException.class, () -> five.withChannels(wanted))
                            .getMessage());
        }
        assertThrows(
                IllegalStateException.class,
                () -> in(five, new Samples.Shorts(new short[0])).samples());
    }

    /** People see the first three channels, from the least to the largest value. */
    @Test
    void whatIsShownFillsEightBits() {
        Image five = new Image(
                2, 1, 5, new Samples.Shorts(new short[] {100, 200, 300, (short) 60_000, 1, 100, 300, 200, 2, 3}));
        assertArrayEquals(
                new byte[] {0, (byte) 128, (byte) 255, 0, (byte) 255, (byte) 128},
                five.shown().samples());
        assertEquals(3, five.toBufferedImage().getRaster().getNumBands());
        Image flat = new Image(1, 1, 2, new Samples.Floats(new float[] {-4, 9}));
        assertArrayEquals(new byte[] {0}, flat.shown().samples());
    }
}
