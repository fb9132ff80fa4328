package io.github.sknet.serve.v2;

import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.json.Json;
import io.github.sknet.serve.http.Exchanges;
import io.github.sknet.serve.http.ProblemException;
import io.github.sknet.serve.http.Reply;
import io.github.sknet.serve.http.Routes;
import io.github.sknet.serve.repository.ModelRepository;
import io.github.sknet.serve.repository.ServedModel;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Triton's extension of the protocol for the repository of models.
 *
 * @param models the repository
 * @param manageable whether clients may load models and let them go
 */
public record RepositoryRoutes(ModelRepository models, boolean manageable) implements Routes {

    private static final String MODEL = "model";
    private static final int FORBIDDEN = 403;
    private static final int UNPROCESSABLE = 422;

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/v2/repository/index", this::index);
        routes.post("/v2/repository/models/{" + MODEL + "}/load", this::load);
        routes.post("/v2/repository/models/{" + MODEL + "}/unload", this::unload);
    }

    private void index(Context context) {
        boolean readyOnly = Exchanges.body(context).length > 0
                && new Fields("The request", Json.read(Exchanges.body(context))).flag("ready", false);
        Exchanges.answer(
                context,
                Reply.of(models.index().stream()
                        .filter(model -> model.isReady() || !readyOnly)
                        .map(RepositoryRoutes::entry)
                        .toList()));
    }

    private static Map<String, Object> entry(ServedModel model) {
        Map<String, Object> entry = new LinkedHashMap<>();
        boolean ready = model.isReady();
        entry.put("name", model.name());
        entry.put("version", Integer.toString(model.versionNumber()));
        entry.put("state", ready ? "READY" : "UNAVAILABLE");
        entry.put("reason", model.reason());
        return entry;
    }

    private void load(Context context) {
        requireManageable();
        String name = context.pathParam(MODEL);
        try {
            models.load(name);
        } catch (IOException | IllegalArgumentException unusable) {
            throw new ProblemException(
                    UNPROCESSABLE,
                    "The model can't be loaded: " + models.named(name).reason());
        }
        Exchanges.answer(context, Reply.of(Map.of()));
    }

    private void unload(Context context) {
        requireManageable();
        models.unload(context.pathParam(MODEL));
        Exchanges.answer(context, Reply.of(Map.of()));
    }

    private void requireManageable() {
        if (!manageable) {
            throw new ProblemException(
                    FORBIDDEN, "Models are loaded and let go where the service was started with --manage alone");
        }
    }
}
