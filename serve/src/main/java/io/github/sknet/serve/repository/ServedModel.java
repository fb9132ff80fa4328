package io.github.sknet.serve.repository;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.text.FileProblem;
import io.github.sknet.serve.metrics.ModelMetrics;
import io.github.sknet.serve.model.ModelLoader;
import io.github.sknet.serve.model.ModelVersion;
import io.github.sknet.serve.work.ModelRunner;
import io.github.sknet.serve.work.NotLoadedException;
import io.github.sknet.serve.work.Workers;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A model by its name: its newest version, if it is loaded, and the queue of what is asked of it. */
public final class ServedModel {

    private static final Logger LOG = Logger.getLogger(ServedModel.class.getName());

    private final ModelSource source;
    private final ModelLoader loader;
    private final ModelMetrics metrics;
    private final ModelRunner runner;

    /** Held while a version is loaded, so that no two are at once. */
    private final Object loading = new Object();

    private volatile ModelVersion newest;
    private volatile String reason = "it is not loaded yet";
    private volatile int loads;
    private Optional<ModelSource.Stamp> loaded = Optional.empty();
    private Optional<ModelSource.Stamp> seen = Optional.empty();

    ServedModel(ModelSource source, ModelLoader loader, Workers workers, ModelMetrics metrics) {
        this.source = source;
        this.loader = loader;
        this.metrics = metrics;
        this.runner = workers.runner(source.name(), this::version, metrics);
    }

    /** By which clients ask for it. */
    public String name() {
        return source.name();
    }

    /** Where questions to it are asked. */
    public ModelRunner runner() {
        return runner;
    }

    /** Whether it is loaded. */
    public boolean isReady() {
        return newest != null;
    }

    /** Why it is not loaded, or why its newest file is not, for people and without the names of folders; empty where all is well. */
    public String reason() {
        return reason;
    }

    /** The number of the newest version; 0 where none was ever loaded. */
    public int versionNumber() {
        return loads;
    }

    /**
     * The newest version. It may be closed meanwhile: whoever computes with it enters it first, or asks the {@link #runner}.
     *
     * @throws NotLoadedException when none is loaded
     */
    public ModelVersion version() {
        ModelVersion version = newest;
        if (version == null) {
            throw new NotLoadedException("The model '" + name() + "' is not loaded: " + reason);
        }
        return version;
    }

    /**
     * Loads the model, or loads it anew. The version before answers until the new one is warm.
     *
     * @throws IOException when it can't be read
     * @throws IllegalArgumentException when it can't answer
     */
    void load() throws IOException {
        synchronized (loading) {
            Optional<ModelSource.Stamp> stamp = source.stamp();
            try {
                ModelFile file = source.reader().read();
                ModelVersion version = loader.load(file, loads + 1);
                loads = version.number();
                reason = "";
                replace(version);
                loaded = stamp;
                seen = stamp;
                metrics.loaded();
            } catch (IOException | RuntimeException | OutOfMemoryError problem) {
                metrics.failedToLoad();
                reason = sentence(problem);
                // What is broken is not tried again until it changes.
                loaded = stamp;
                seen = stamp;
                throw problem;
            }
        }
    }

    private String sentence(Throwable problem) {
        String sentence = String.valueOf(
                problem instanceof IOException failed ? FileProblem.sentence(failed) : problem.getMessage());
        return source.file()
                .map(file ->
                        sentence.replace(file.toString(), file.getFileName().toString()))
                .orElse(sentence);
    }

    /** Lets the model go; what was accepted and not yet begun fails. */
    void unload() {
        synchronized (loading) {
            reason = "it was unloaded";
            replace(null);
        }
    }

    private void replace(ModelVersion version) {
        ModelVersion old = newest;
        newest = version;
        if (old != null) {
            old.retire();
        }
    }

    /**
     * Loads the model anew where its file was replaced. A file that changes from one look to the next is still being written: it is
     * waited for.
     */
    void refresh() {
        synchronized (loading) {
            Optional<ModelSource.Stamp> now = source.stamp();
            boolean changed = now.isPresent() && !now.equals(loaded);
            boolean settled = now.equals(seen);
            seen = now;
            if (!isReady() || !changed || !settled) {
                return;
            }
            try {
                load();
                LOG.log(Level.INFO, "The model ''{0}'' was loaded anew: version {1}", new Object[] {name(), loads});
            } catch (IOException | RuntimeException | OutOfMemoryError problem) {
                LOG.log(
                        Level.WARNING,
                        "The new file of the model ''{0}'' can''t be used, the old one stays: {1}",
                        new Object[] {name(), reason});
            }
        }
    }
}
