package io.github.sknet.serve;

import io.github.sknet.serve.http.ApiKeys;
import io.github.sknet.serve.http.HttpLimits;
import io.github.sknet.serve.model.ModelLoader;
import io.github.sknet.serve.repository.ModelSource;
import io.github.sknet.serve.work.QueueLimits;
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

    public ServeOptions {
        models = List.copyOf(models);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("A port is from 0 to 65535, not " + port);
        }
    }
}
