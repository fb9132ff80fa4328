package io.github.sknet.serve.page;

import io.github.sknet.explain.image.ImageExplainer;
import io.github.sknet.serve.model.ModelLoader;
import io.github.sknet.serve.model.ModelVersion;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModels;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * An explainer for each model that was asked to explain, of its newest version. One that a newer version has replaced is closed when
 * the last has left.
 */
final class Explainers implements AutoCloseable {

    private final VisionModels.Options options;
    private final Map<String, Entry> entries = new HashMap<>();

    /** Explainers that compute as models do that are loaded so. */
    Explainers(ModelLoader loader) {
        this.options = VisionModels.Options.on(loader.engine(), loader.threads());
    }

    private static final class Entry {

        final ModelVersion version;
        final ImageExplainer explainer;

        /** Those inside, and the map. */
        int users = 1;

        Entry(ModelVersion version, ImageExplainer explainer) {
            this.version = version;
            this.explainer = explainer;
        }
    }

    /**
     * Asks the explainer of a model.
     *
     * @param version that the caller has entered
     */
    <R> R with(String model, ModelVersion version, Function<ImageExplainer, R> question) {
        Entry entry = enter(model, version);
        try {
            return question.apply(entry.explainer);
        } finally {
            exit(entry);
        }
    }

    private synchronized Entry enter(String model, ModelVersion version) {
        Entry entry = entries.get(model);
        if (entry == null || entry.version != version) {
            if (entry != null) {
                exit(entry);
            }
            entry = new Entry(version, ImageExplainer.of(version.file(), version.answering(Settings.NONE), options));
            entries.put(model, entry);
        }
        entry.users++;
        return entry;
    }

    private synchronized void exit(Entry entry) {
        entry.users--;
        if (entry.users == 0) {
            entry.explainer.close();
        }
    }

    @Override
    public synchronized void close() {
        entries.values().forEach(this::exit);
        entries.clear();
    }
}
