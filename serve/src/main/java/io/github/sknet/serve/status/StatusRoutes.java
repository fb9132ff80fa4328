package io.github.sknet.serve.status;

import io.github.sknet.serve.http.Exchanges;
import io.github.sknet.serve.http.ProblemException;
import io.github.sknet.serve.http.Reply;
import io.github.sknet.serve.http.Routes;
import io.github.sknet.serve.metrics.ServeMetrics;
import io.github.sknet.serve.repository.ModelRepository;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * {@code /v2/health/live}, {@code /v2/health/ready}, {@code /metrics} and {@code /openapi.json}.
 *
 * @param models whether there are any tells whether the service is ready
 * @param metrics its figures
 */
public record StatusRoutes(ModelRepository models, ServeMetrics metrics) implements Routes {

    private static final int UNAVAILABLE = 503;

    @Override
    public void register(RoutesConfig routes) {
        byte[] description = description();
        routes.get("/v2/health/live", context -> Exchanges.answer(context, Reply.of(Map.of("live", true))));
        routes.get("/v2/health/ready", context -> {
            if (!models.isReady()) {
                throw new ProblemException(UNAVAILABLE, "No model is ready, or the service is about to stop");
            }
            Exchanges.answer(context, Reply.of(Map.of("ready", true)));
        });
        routes.get(
                "/metrics",
                context -> Exchanges.answer(
                        context,
                        new Reply(
                                "text/plain; version=0.0.4; charset=utf-8",
                                metrics.text().getBytes(StandardCharsets.UTF_8))));
        routes.get("/openapi.json", context -> Exchanges.answer(context, new Reply(Reply.JSON, description)));
    }

    private static byte[] description() {
        try (InputStream in = StatusRoutes.class.getResourceAsStream("openapi.json")) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("The service's description is in its jar", broken);
        }
    }
}
