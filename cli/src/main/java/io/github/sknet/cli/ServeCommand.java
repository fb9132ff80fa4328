package io.github.sknet.cli;

import io.github.sknet.graph.text.Counted;
import io.github.sknet.photographs.Photographs;
import io.github.sknet.serve.ServeOptions;
import io.github.sknet.serve.SknetServer;
import io.github.sknet.serve.http.ApiKeys;
import io.github.sknet.serve.http.HttpLimits;
import io.github.sknet.serve.model.ModelLoader;
import io.github.sknet.serve.repository.ModelSource;
import io.github.sknet.serve.repository.ServedModel;
import io.github.sknet.serve.work.QueueLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sknet serve}: models over HTTP. */
@Command(
        name = "serve",
        description =
                "Serves models over HTTP: a page to drop pictures on, image files in and JSON out, and the Open Inference "
                        + "Protocol. Where no model is named, it is the bundled one. It ends with SIGTERM or Ctrl-C, when all that it "
                        + "has accepted is answered.")
final class ServeCommand implements Callable<Integer> {

    /** What the model is called that is served where none is named. */
    private static final String BUNDLED = "photographs";

    private static final long MIB = 1L << 20;

    /** Held, since the JVM forgets loggers that nobody holds. */
    private static final Logger SERVICE = Logger.getLogger("io.github.sknet.serve");

    /** What the library of routes says of starts and stops is said here already. */
    private static final Logger ROUTES = Logger.getLogger("io.javalin");

    @Option(
            names = "--model",
            paramLabel = "[NAME=]FILE",
            description = "A model file, called as the file is if no name is given; may be given several times.")
    private List<String> models = List.of();

    @Option(names = "--models", paramLabel = "DIR", description = "A folder whose model files are served.")
    private Path folder;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + ServeOptions.PORT,
            description = "Where to listen (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = ServeOptions.LOOPBACK,
            description =
                    "The address to listen on (${DEFAULT-VALUE}, which this machine alone reaches); 0.0.0.0 for all.")
    private String host;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "A file of keys, one a line: clients must show one of them.")
    private Path keys;

    @Option(names = "--manage", description = "Let clients load models and let them go.")
    private boolean manage;

    @Option(
            names = "--queue",
            paramLabel = "N",
            defaultValue = "64",
            description = "The most requests that wait for one model (${DEFAULT-VALUE}); more are told to come back.")
    private int queue;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "8",
            description =
                    "The most images that are asked about in one pass, while all threads are busy (${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--batch-delay",
            paramLabel = "MILLISECONDS",
            defaultValue = "0",
            description = "How long a request waits for others to be asked together with (${DEFAULT-VALUE}).")
    private int delay;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "The longest that a request waits for its answer (${DEFAULT-VALUE}).")
    private int timeout;

    @Option(
            names = "--max-body",
            paramLabel = "MIB",
            defaultValue = "32",
            description = "The largest body of a request (${DEFAULT-VALUE}).")
    private int body;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            defaultValue = "" + ServeOptions.PIXELS,
            description = "The largest image, in pixels (${DEFAULT-VALUE}).")
    private int pixels;

    @Option(names = "--quiet", description = "Do not log each request.")
    private boolean quiet;

    @Mixin
    private EngineOptions engine;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ServeOptions options = options();
        ROUTES.setLevel(Level.OFF);
        if (SERVICE.getLevel() == null) {
            SERVICE.setLevel(quiet ? Level.WARNING : Level.INFO);
        }
        SknetServer server = SknetServer.start(options);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            stopped.countDown();
        }));
        tell(server);
        stopped.await();
        return 0;
    }

    private ServeOptions options() throws IOException {
        Optional<ApiKeys> known = keys == null ? Optional.empty() : Optional.of(ApiKeys.read(keys));
        long bytes = body * MIB;
        if (body < 1 || bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("--max-body must be in 1 … 2047, not " + body);
        }
        if (pixels < 1) {
            throw new IllegalArgumentException("--max-pixels must be at least 1, not " + pixels);
        }
        if (timeout < 1) {
            throw new IllegalArgumentException("--timeout must be at least 1 second, not " + timeout);
        }
        if (delay < 0) {
            throw new IllegalArgumentException("--batch-delay can't be below 0 milliseconds, and is " + delay);
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "--models " + folder + (Files.exists(folder) ? " is no folder" : ": there is no such folder"));
        }
        QueueLimits limits = new QueueLimits(queue, batch, Duration.ofMillis(delay), Duration.ofSeconds(timeout));
        return new ServeOptions(
                host,
                port,
                sources(),
                Optional.ofNullable(folder),
                manage,
                known,
                new ModelLoader(engine.engine, 1, batch),
                engine.threads(),
                limits,
                HttpLimits.usual((int) bytes, limits.timeout()),
                pixels);
    }

    private List<ModelSource> sources() {
        return models.isEmpty() && folder == null
                ? List.of(new ModelSource(BUNDLED, Photographs::model, Optional.empty()))
                : models.stream().map(ModelSource::parse).toList();
    }

    private void tell(SknetServer server) {
        List<ServedModel> all = server.models().all();
        List<String> served =
                all.stream().filter(ServedModel::isReady).map(ServedModel::name).toList();
        String models = Counted.of(all.size(), "model");
        String count = served.size() == all.size() ? models : served.size() + " of " + models;
        spec.commandLine()
                .getOut()
                .println("http://" + host + ":" + server.port() + "/ serves " + count + ": "
                        + String.join(", ", served));
    }
}
