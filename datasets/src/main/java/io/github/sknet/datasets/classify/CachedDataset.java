package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.ImageCache;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.List;

/**
 * Keeps decoded images in memory until a budget is spent, so that later epochs decode only what did not fit. Which images
 * are kept depends on who asked first, what is returned does not.
 */
public final class CachedDataset implements Dataset {
    private final Dataset source;
    private final ImageCache cache;

    /**
     * Wraps a data set.
     *
     * @param budget the most bytes of samples to keep
     */
    public CachedDataset(Dataset source, long budget) {
        this.source = source;
        this.cache = new ImageCache(source.size(), budget);
    }

    @Override
    public Image image(int index) throws IOException {
        return cache.get(index, source::image);
    }

    /** The bytes of samples that are kept at present. */
    public long keptBytes() {
        return cache.keptBytes();
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
