package io.github.sknet.serve.repository;

import io.github.sknet.graph.text.FileProblem;
import io.github.sknet.graph.text.Suggestion;
import io.github.sknet.serve.metrics.ServeMetrics;
import io.github.sknet.serve.model.ModelLoader;
import io.github.sknet.serve.work.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The models that are served. Each is asked for by a name that is looked up here: no name that a client sends becomes the name of a
 * file. Files are watched, and what was replaced is loaded anew.
 */
public final class ModelRepository implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ModelRepository.class.getName());

    private static final long LOOK_MILLIS = 1000;

    private final ModelLoader loader;
    private final Workers workers;
    private final ServeMetrics metrics;
    private final Optional<Path> folder;
    private final Map<String, ServedModel> models = new ConcurrentSkipListMap<>();
    private final Thread watcher = new Thread(this::watch, "sknet-repository");

    /**
     * An empty repository.
     *
     * @param folder whose model files are served as well; empty for none
     */
    public ModelRepository(ModelLoader loader, Workers workers, ServeMetrics metrics, Optional<Path> folder) {
        this.loader = loader;
        this.workers = workers;
        this.metrics = metrics;
        this.folder = folder;
        watcher.setDaemon(true);
    }

    /**
     * Loads models and begins to watch their files. Of the folder's, those that can't be used are told of and left.
     *
     * @param sources all of which must be usable
     * @throws IOException when one of them, or the folder, can't be read
     * @throws IllegalArgumentException when two have one name, or there is nothing to serve
     */
    public void open(List<ModelSource> sources) throws IOException {
        for (ModelSource source : sources) {
            if (models.containsKey(source.name())) {
                throw new IllegalArgumentException("Two models are called '" + source.name()
                        + "': give one of them another name, as in --model NAME=FILE");
            }
            add(source).load();
        }
        for (ModelSource source : inFolder()) {
            if (!models.containsKey(source.name())) {
                tryToLoad(add(source));
            }
        }
        if (models.values().stream().noneMatch(ServedModel::isReady)) {
            throw new IllegalArgumentException(
                    folder.map(Path::toString).orElse("What was given") + " holds no model that can be served");
        }
        watcher.start();
    }

    private ServedModel add(ModelSource source) {
        return models.computeIfAbsent(
                source.name(), name -> new ServedModel(source, loader, workers, metrics.model(name)));
    }

    private static void tryToLoad(ServedModel model) {
        try {
            model.load();
        } catch (IOException | RuntimeException unusable) {
            LOG.log(Level.WARNING, "The model ''{0}'' is not served: {1}", new Object[] {model.name(), model.reason()});
        }
    }

    private List<ModelSource> inFolder() throws IOException {
        if (folder.isEmpty()) {
            return List.of();
        }
        List<ModelSource> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.get())) {
            files.filter(file -> file.getFileName().toString().endsWith(ModelSource.SUFFIX))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(ModelSource::of)
                    .forEach(sources::add);
        }
        return sources;
    }

    /** All models by name, those among them that are not loaded. */
    public List<ServedModel> all() {
        return List.copyOf(models.values());
    }

    /** All models, and those whose files have come to the folder since. */
    public List<ServedModel> index() {
        findNew();
        return all();
    }

    /**
     * The model of a name.
     *
     * @throws UnknownModelException when there is none
     */
    public ServedModel named(String name) {
        ServedModel model = models.get(name);
        if (model == null) {
            throw new UnknownModelException("There is no model of this name; there are: "
                    + String.join(", ", models.keySet()) + Suggestion.after(name, models.keySet()));
        }
        return model;
    }

    /** Whether every model that was to be loaded is, and at least one. */
    public boolean isReady() {
        return models.values().stream().anyMatch(ServedModel::isReady) && !workers.isStopping();
    }

    /**
     * Loads a model, or loads it anew.
     *
     * @throws UnknownModelException when there is none of the name, in the folder neither
     * @throws IOException when it can't be read
     * @throws IllegalArgumentException when it can't answer
     */
    public void load(String name) throws IOException {
        findNew();
        named(name).load();
    }

    /**
     * Lets a model go.
     *
     * @throws UnknownModelException when there is none of the name
     */
    public void unload(String name) {
        named(name).unload();
    }

    private void findNew() {
        try {
            inFolder().forEach(this::add);
        } catch (IOException unreadable) {
            LOG.log(Level.WARNING, "The folder of models can''t be looked at: {0}", FileProblem.sentence(unreadable));
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                models.values().forEach(ServedModel::refresh);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the watching and lets all models go. */
    @Override
    public void close() {
        watcher.interrupt();
        models.values().forEach(ServedModel::unload);
    }
}
