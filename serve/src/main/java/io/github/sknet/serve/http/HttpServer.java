package io.github.sknet.serve.http;

import io.github.sknet.serve.metrics.ServeMetrics;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JsonMapper;
import io.javalin.router.Endpoint;
import io.javalin.router.EndpointNotFound;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The server: Jetty's handlers that see to clients, and behind them Javalin's routes. */
public final class HttpServer implements AutoCloseable {

    /** In the class path. */
    private static final String PAGE = "/io/github/sknet/serve/page";

    private static final int NOT_FOUND = 404;

    /** So many connections of a burst wait to be accepted: the system resets what is more. It may allow fewer. */
    private static final int BACKLOG = 4096;

    /** A connection on which nothing happens for so long is closed. */
    private static final int IDLE_MILLIS = 30_000;

    /** So long the last answers may take to be written when the service stops. */
    private static final int STOP_MILLIS = 5_000;

    /** A connection on which nothing happens for so long is closed when the service stops. */
    private static final int STOPPING_IDLE_MILLIS = 250;

    /** The page may use what comes from here, and pictures that it has made itself; nobody may frame it. */
    private static final List<HttpField> HEADERS = List.of(
            new HttpField(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
                            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
            new HttpField("X-Content-Type-Options", "nosniff"),
            new HttpField("Referrer-Policy", "no-referrer"),
            new HttpField("Cross-Origin-Opener-Policy", "same-origin"),
            new HttpField("Cross-Origin-Resource-Policy", "same-origin"));

    private final Javalin javalin;
    private final String host;
    private final int port;
    private final HttpLimits limits;
    private final Optional<ApiKeys> keys;
    private final SlowConnections connections;
    private final ServeMetrics metrics;
    private final BooleanSupplier stopping;

    /**
     * A server that does not listen yet.
     *
     * @param host the address to listen on
     * @param port 0 for any that is free
     * @param stopping whether connections are closed with their next answers
     */
    public HttpServer(
            String host,
            int port,
            HttpLimits limits,
            Optional<ApiKeys> keys,
            List<Routes> routes,
            ServeMetrics metrics,
            BooleanSupplier stopping) {
        this.host = host;
        this.port = port;
        this.limits = limits;
        this.keys = keys;
        this.metrics = metrics;
        this.connections = new SlowConnections(limits, metrics);
        this.stopping = stopping;
        this.javalin = Javalin.create(config -> configure(config, routes));
    }

    private void configure(JavalinConfig config, List<Routes> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.modifyServer(this::configure);
        config.jetty.addConnector(this::connector);
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jsonMapper(new JsonMapper() {});
        config.staticFiles.add(files -> {
            files.hostedPath = "/";
            files.directory = PAGE;
            files.location = Location.CLASSPATH;
            // The folder is that of a package, too.
            files.skipFileFunction = request -> request.getRequestURI().endsWith(".class");
        });
        routes.forEach(each -> each.register(config.routes));
        config.routes.beforeMatched(HttpServer::noteRoute);
        config.routes.exception(Exception.class, Problems::answer);
        config.routes.exception(
                EndpointNotFound.class,
                (missing, context) ->
                        Problems.answer(new Problem(NOT_FOUND, "There is nothing at this address"), context));
    }

    /** Files of the page have none. */
    private static void noteRoute(Context context) {
        Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
        context.attribute(AccessLog.ROUTE, endpoint == null ? "page" : endpoint.path);
    }

    private void configure(Server server) {
        RequestBodies bodies = new RequestBodies(limits, connections, metrics);
        bodies.setHandler(new BufferedAnswers());
        Handler admitted = admitting(bodies);
        connections.setHandler(new CrossSiteGate(admitted, limits.patience()));
        server.setHandler(new GracefulHandler(connections));
        server.setStopTimeout(STOP_MILLIS);
        server.setRequestLog(new AccessLog(metrics));
        server.setErrorHandler(new ProblemPages());
    }

    /** Who has a key may call the service as he likes: a page that another name is turned for has none. */
    private Handler admitting(Handler next) {
        if (keys.isPresent()) {
            return new KeyGate(next, keys.get(), limits.patience());
        }
        boolean loopback = new InetSocketAddress(host, port).getAddress().isLoopbackAddress();
        return loopback ? new LoopbackGate(next, host, limits.patience()) : next;
    }

    /** Every answer's headers. */
    private Request customize(Request request, HttpFields.Mutable headers) {
        HEADERS.forEach(headers::put);
        if (stopping.getAsBoolean()) {
            headers.put(HttpHeader.CONNECTION, "close");
        }
        return request;
    }

    private Connector connector(Server server, HttpConfiguration configuration) {
        configuration.setSendServerVersion(false);
        configuration.addCustomizer(this::customize);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(STOPPING_IDLE_MILLIS);
        connector.addBean(connections, false);
        return connector;
    }

    /**
     * Listens.
     *
     * @throws IOException when nobody can listen there
     */
    public void start() throws IOException {
        if (new InetSocketAddress(host, port).isUnresolved()) {
            throw new IOException(
                    "There is no machine called '" + host + "' to listen as: --host is an address of this one");
        }
        try {
            javalin.start();
        } catch (JavalinException unable) {
            throw new IOException(
                    "Nobody can listen on port " + port + " of " + host + ": it is in use, or not allowed", unable);
        }
    }

    /** The port on which it listens. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
