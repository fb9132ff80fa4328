package io.github.sknet.vision.data;

import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps decoded images in memory until a budget is spent, so that later epochs decode only what did not fit. Which images
 * are kept depends on who asked first, what is returned does not.
 */
public final class CachedDataset implements Dataset {
    private final Dataset source;
    private final long budget;
    private final AtomicReferenceArray<Image> kept;
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Wraps a data set.
     *
     * @param budget the most bytes of samples to keep
     */
    public CachedDataset(Dataset source, long budget) {
        this.source = source;
        this.budget = budget;
        this.kept = new AtomicReferenceArray<>(source.size());
    }

    @Override
    public Image image(int index) throws IOException {
        Image image = kept.get(index);
        if (image == null) {
            image = source.image(index);
            keep(index, image);
        }
        return image;
    }

    private void keep(int index, Image image) {
        int size = image.samples().length;
        if (bytes.addAndGet(size) > budget || !kept.compareAndSet(index, null, image)) {
            bytes.addAndGet(-size);
        }
    }

    /** The bytes of samples that are kept at present. */
    public long keptBytes() {
        return bytes.get();
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public List<String> labels() {
        return source.labels();
    }

    @Override
    public int label(int index) {
        return source.label(index);
    }

    @Override
    public String name(int index) {
        return source.name(index);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
