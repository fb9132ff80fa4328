package io.github.sknet.fashionmnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FashionMnistTest {
    @Test
    void trainingPartHoldsTenThousandImagesAndLabels() throws IOException {
        // Counts per class of the first 10,000 training labels of the original.
        check(FashionMnist.TRAIN, 10_000, new int[] {942, 1027, 1016, 1019, 974, 989, 1021, 1022, 990, 1000});
    }

    @Test
    void testPartHoldsTwoThousandImagesAndLabels() throws IOException {
        check(FashionMnist.TEST, 2_000, new int[] {200, 203, 214, 190, 219, 195, 197, 200, 194, 188});
    }

    @Test
    void licenceLiesBesideTheImages() {
        assertNotNull(FashionMnist.class.getResource("LICENSE.txt"));
        assertEquals(10, FashionMnist.CLASS_NAMES.size());
    }

    private static void check(FashionMnist part, int count, int[] expectedPerClass) throws IOException {
        try (DataInputStream images = new DataInputStream(part.images())) {
            assertEquals(0x00000803, images.readInt(), "IDX magic of three-dimensional unsigned bytes");
            assertEquals(count, images.readInt());
            assertEquals(28, images.readInt());
            assertEquals(28, images.readInt());
            assertEquals(count * 28 * 28, images.readAllBytes().length);
        }
        try (DataInputStream labels = new DataInputStream(part.labels())) {
            assertEquals(0x00000801, labels.readInt(), "IDX magic of one-dimensional unsigned bytes");
            assertEquals(count, labels.readInt());
            int[] perClass = new int[FashionMnist.CLASS_NAMES.size()];
            for (byte label : labels.readAllBytes()) {
                perClass[label]++;
            }
            assertArrayEquals(expectedPerClass, perClass);
        }
    }
}
