package io.github.sknet.datasets;

import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Decoded images in memory, until a budget is spent. Which images are kept depends on who asked first, what is returned does
 * not. Safe for use by several threads.
 */
public final class ImageCache {
    private final long budget;
    private final AtomicReferenceArray<Image> kept;
    private final AtomicLong bytes = new AtomicLong();

    /**
     * An empty cache.
     *
     * @param size the number of images there are
     * @param budget the most bytes of samples to keep
     */
    public ImageCache(int size, long budget) {
        this.budget = budget;
        this.kept = new AtomicReferenceArray<>(size);
    }

    /** A quarter of the heap, in bytes: what a training may keep. */
    public static long usualBudget() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    /**
     * The image of an index, read unless it is kept.
     *
     * @throws IOException as {@code reader}; nothing is kept then
     */
    public Image get(int index, IndexReader<Image> reader) throws IOException {
        Image image = kept.get(index);
        if (image == null) {
            image = reader.read(index);
            keep(index, image);
        }
        return image;
    }

    private void keep(int index, Image image) {
        int size = Math.multiplyExact(image.stored().length(), image.stored().bits() / Byte.SIZE);
        if (bytes.addAndGet(size) > budget || !kept.compareAndSet(index, null, image)) {
            bytes.addAndGet(-size);
        }
    }
}
