package io.github.sknet.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept, and that nobody sees a difference but in the number of readings. */
class ImageCacheTest {
    private static final int IMAGES = 10;
    private static final int BYTES = 4 * 3;

    private final AtomicIntegerArray readings = new AtomicIntegerArray(IMAGES);

    private Image read(int index) {
        readings.incrementAndGet(index);
        byte[] samples = new byte[BYTES];
        samples[0] = (byte) index;
        return new Image(4, 1, 3, samples);
    }

    private int readings() {
        return IntStream.range(0, IMAGES).map(readings::get).sum();
    }

    @Test
    void whatFitsIntoTheBudgetIsReadOnce() throws IOException {
        ImageCache cache = new ImageCache(IMAGES, 3 * BYTES + BYTES - 1);
        for (int pass = 0; pass < 3; pass++) {
            for (int index = 0; index < IMAGES; index++) {
                assertEquals(index, cache.get(index, this::read).sample(0, 0, 0));
            }
        }
        for (int index = 0; index < IMAGES; index++) {
            assertEquals(index < 3 ? 1 : 3, readings.get(index), "image " + index);
        }
    }

    @Test
    void withoutABudgetNothingIsKept() throws IOException {
        ImageCache cache = new ImageCache(IMAGES, 0);
        cache.get(2, this::read);
        assertEquals(2, cache.get(2, this::read).sample(0, 0, 0));
        assertEquals(2, readings());
    }

    @Test
    void anImageThatCouldNotBeReadIsTriedAgain() throws IOException {
        ImageCache cache = new ImageCache(IMAGES, 1000);
        assertThrows(
                ImageException.class,
                () -> cache.get(1, index -> {
                    throw new ImageException("broken");
                }));
        assertEquals(1, cache.get(1, this::read).sample(0, 0, 0));
    }

    @Test
    void severalThreadsSeeTheSameAndKeepNoMoreThanTheBudget() throws IOException {
        int kept = 4;
        ImageCache cache = new ImageCache(IMAGES, kept * BYTES);
        boolean same = IntStream.range(0, 4000).parallel().allMatch(i -> {
            int index = i % IMAGES;
            try {
                return cache.get(index, this::read).sample(0, 0, 0) == index;
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        });
        assertTrue(same);
        int before = readings();
        for (int index = 0; index < IMAGES; index++) {
            cache.get(index, this::read);
        }
        assertEquals(IMAGES - kept, readings() - before, "all but four are read again");
    }
}
