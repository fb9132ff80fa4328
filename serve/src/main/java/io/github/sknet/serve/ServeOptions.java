package io.github.sknet.serve;

import io.github.sknet.serve.http.ApiKeys;
import io.github.sknet.serve.http.HttpLimits;
import io.github.sknet.serve.model.ModelLoader;
import io.github.sknet.serve.repository.ModelSource;
import io.github.sknet.serve.work.QueueLimits;
import io.github.sknet.vision.VisionModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is served, where, and within which limits.
 *
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param models which must all be usable
 * @param folder whose model files are served as well
 * @param manageable whether clients may load models and let them go
 * @param keys one of which clients must show; empty where anybody may ask
 * @param loader how models are loaded
 * @param workers how many questions, or batches of them, are answered at once, at least 1
 * @param queue the bounds of each model's queue
 * @param http what clients may send, and how slowly
 * @param pixels the most pixels of an image
 */
public record ServeOptions(
        String host,
        int port,
        List<ModelSource> models,
        Optional<Path> folder,
        boolean manageable,
        Optional<ApiKeys> keys,
        ModelLoader loader,
        int workers,
        QueueLimits queue,
        HttpLimits http,
        int pixels) {

    /** The address that this machine alone reaches. */
    public static final String LOOPBACK = "127.0.0.1";

    /** Where services listen if nothing is said. */
    public static final int PORT = 8080;

    /** The usual limit of an image: 50 million pixels. */
    public static final int PIXELS = 50_000_000;

    private static final int BODY = 32 << 20;

    public ServeOptions {
        models = List.copyOf(models);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("A port is from 0 to 65535, not " + port);
        }
    }

    /** Models on the loopback interface, within the limits that the command has where nothing is said. */
    public static ServeOptions usual(List<ModelSource> models) {
        QueueLimits queue = QueueLimits.USUAL;
        return new ServeOptions(
                LOOPBACK,
                PORT,
                models,
                Optional.empty(),
                false,
                Optional.empty(),
                new ModelLoader(VisionModels.DEFAULT_ENGINE, 1, queue.batch()),
                Runtime.getRuntime().availableProcessors(),
                queue,
                HttpLimits.usual(BODY, queue.timeout()),
                PIXELS);
    }

    /**
     * The same elsewhere.
     *
     * @param host the address to listen on
     * @param port 0 for any that is free
     */
    public ServeOptions at(String host, int port) {
        return new ServeOptions(host, port, models, folder, manageable, keys, loader, workers, queue, http, pixels);
    }

    /** The same, and the model files of a folder. */
    public ServeOptions withFolder(Path folder) {
        return new ServeOptions(
                host, port, models, Optional.of(folder), manageable, keys, loader, workers, queue, http, pixels);
    }

    /** The same for clients that show one of these keys. */
    public ServeOptions withKeys(ApiKeys keys) {
        return new ServeOptions(
                host, port, models, folder, manageable, Optional.of(keys), loader, workers, queue, http, pixels);
    }

    /** The same within other limits. */
    public ServeOptions within(QueueLimits queue, HttpLimits http) {
        return new ServeOptions(host, port, models, folder, manageable, keys, loader, workers, queue, http, pixels);
    }
}
