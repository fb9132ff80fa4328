package io.github.sknet.serve.page;

import io.github.sknet.serve.http.Routes;
import io.github.sknet.serve.repository.ModelRepository;
import io.javalin.config.RoutesConfig;

/**
 * What the page asks beside answers.
 *
 * @param models who is asked
 * @param limit the most pixels of an image
 */
public record PageRoutes(ModelRepository models, int limit) implements Routes {

    @Override
    public void register(RoutesConfig routes) {}
}
