package io.github.sknet.serve.http;

import io.javalin.config.RoutesConfig;

/** Addresses, and who answers there. */
public interface Routes {

    /** Adds them. */
    void register(RoutesConfig routes);
}
