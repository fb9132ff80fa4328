package io.github.sknet.serve;

import io.github.sknet.serve.http.HttpServer;
import io.github.sknet.serve.http.Routes;
import io.github.sknet.serve.metrics.ServeMetrics;
import io.github.sknet.serve.page.PageRoutes;
import io.github.sknet.serve.predict.PredictRoutes;
import io.github.sknet.serve.repository.ModelRepository;
import io.github.sknet.serve.status.StatusRoutes;
import io.github.sknet.serve.v2.InferenceRoutes;
import io.github.sknet.serve.v2.RepositoryRoutes;
import io.github.sknet.serve.work.Workers;
import java.io.IOException;
import java.util.List;
import java.util.logging.Logger;

/**
 * Models as a service. Made with {@link #start}, which returns when all is warm and listens; {@link #close} answers what was
 * accepted, and ends.
 */
public final class SknetServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SknetServer.class.getName());

    private final ServeOptions options;
    private final ServeMetrics metrics = new ServeMetrics();
    private final Workers workers;
    private final ModelRepository models;
    private final PageRoutes page;
    private final HttpServer http;
    private boolean started;

    private SknetServer(ServeOptions options) {
        this.options = options;
        this.workers = new Workers(options.workers(), options.queue());
        this.models = new ModelRepository(options.loader(), workers, metrics, options.folder());
        this.page = new PageRoutes(models, options.loader(), options.pixels());
        List<Routes> routes = List.of(
                new StatusRoutes(models, metrics),
                new InferenceRoutes(models, options.queue().batch()),
                new RepositoryRoutes(models, options.manageable()),
                new PredictRoutes(models, options.pixels()),
                page);
        this.http = new HttpServer(
                options.host(), options.port(), options.http(), options.keys(), routes, metrics, workers::isStopping);
    }

    /**
     * Loads and warms all models, and listens.
     *
     * @throws IOException when a model can't be read, or nobody can listen there
     * @throws IllegalArgumentException when a model can't be served
     */
    public static SknetServer start(ServeOptions options) throws IOException {
        SknetServer server = new SknetServer(options);
        try {
            server.models.open(options.models());
            server.http.start();
        } catch (IOException | RuntimeException | Error unable) {
            server.close();
            throw unable;
        }
        server.started = true;
        return server;
    }

    /** The port on which it listens. */
    public int port() {
        return http.port();
    }

    /** The models that are served. */
    public ModelRepository models() {
        return models;
    }

    /**
     * Ends. From now on requests are refused, on connections that are then closed; what was accepted is answered first, which takes no
     * longer than an answer may.
     */
    @Override
    public void close() {
        if (started) {
            LOG.info("The service stops: what it has accepted is answered first");
        }
        workers.stop();
        try {
            workers.await(options.queue().timeout());
        } catch (InterruptedException now) {
            Thread.currentThread().interrupt();
        }
        http.close();
        page.close();
        models.close();
        metrics.close();
        if (started) {
            LOG.info("The service has stopped");
        }
    }
}
