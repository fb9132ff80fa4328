package io.github.sknet.vision.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.engine.Samples;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleRangesTest {

    private static final Preprocessing FRACTIONS = Preprocessing.exactSize(1, 1, 2);

    private static Image metres(float... heights) {
        return new Image(heights.length, 1, 1, new Samples.Floats(heights));
    }

    @Test
    void samplesOfAnotherUnitAreRefused() {
        assertArrayEquals(
                new float[] {-1.4f, 1.2f},
                new ImagePreparation(FRACTIONS).toInput(metres(-0.2f, 1.1f)).values(),
                1e-6f);
        for (float far : new float[] {255, -9999}) {
            assertEquals(
                    "a floating-point sample of " + far
                            + " is none of those from 0 (black) to 1 that the network was made for",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> new ImagePreparation(FRACTIONS).toInput(metres(0, far)))
                            .getMessage());
        }
    }

    @Test
    void aNetworkThatWasMadeForThemTakesThem() {
        Preprocessing heights = FRACTIONS.normalisedBy(List.of(1500.0), List.of(500.0));
        assertArrayEquals(
                new float[] {1, -3},
                new ImagePreparation(heights).toInput(metres(2000, 0)).values(),
                1e-6f);
    }

    /** Images of different forms are one input; each sample is the fraction that it is. */
    @Test
    void formsMayBeMixed() {
        Image bytes = new Image(2, 1, 1, new byte[] {0, (byte) 255});
        Image shorts = new Image(2, 1, 1, new Samples.Shorts(new short[] {(short) 65_535, 0}));
        assertArrayEquals(
                new float[] {-1, 1, 1, -1, 0, 1},
                new ImagePreparation(FRACTIONS)
                        .toPixels(List.of(bytes, shorts, metres(0.5f, 1)))
                        .toTensor()
                        .values(),
                1e-6f);
    }
}
