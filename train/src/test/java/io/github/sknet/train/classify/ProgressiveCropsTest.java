package io.github.sknet.train.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.weights.Tensor;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProgressiveCropsTest {

    private static final ProgressiveCrops CROPS = new ProgressiveCrops(3, 0.5);

    /** Two images of two channels of 4×5; each value tells where it is. */
    private static Tensor images() {
        float[] values = new float[2 * 2 * 4 * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return Tensor.of(values, 2, 2, 4, 5);
    }

    @Test
    void theFirstPartOfARunSeesOneCropOfAllImages() {
        Tensor crop = CROPS.of(images(), 4, 10, new SplittableRandom(3));
        assertEquals(List.of(2, 2, 3, 3), crop.shape());
        float corner = crop.values()[0];
        for (int plane = 0; plane < 4; plane++) {
            for (int y = 0; y < 3; y++) {
                for (int x = 0; x < 3; x++) {
                    assertEquals(corner + plane * 20 + y * 5 + x, crop.values()[(plane * 3 + y) * 3 + x]);
                }
            }
        }
    }

    @Test
    void laterEpochsSeeWholeImages() {
        Tensor images = images();
        assertSame(images, CROPS.of(images, 5, 10, new SplittableRandom(3)));
        assertSame(images, ProgressiveCrops.NONE.of(images, 0, 10, new SplittableRandom(3)));
    }

    @Test
    void aCropLargerThanTheImagesIsRefused() {
        ProgressiveCrops large = new ProgressiveCrops(5, 0.5);
        assertEquals(
                "The recipe's crops.size of 5 is more than the images' 4×5 pixels",
                assertThrows(IllegalArgumentException.class, () -> large.of(images(), 0, 10, new SplittableRandom(3)))
                        .getMessage());
    }
}
