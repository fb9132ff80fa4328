/** Models as a service over HTTP, and their page. */
// Micrometer's jars are no modules yet.
@SuppressWarnings("requires-automatic")
module io.github.sknet.serve {
    requires transitive io.github.sknet.app;
    requires com.fasterxml.jackson.core;
    requires transitive io.javalin;
    requires java.logging;
    requires micrometer.core;
    requires micrometer.registry.prometheus;

    exports io.github.sknet.serve;
    exports io.github.sknet.serve.http;
    exports io.github.sknet.serve.metrics;
    exports io.github.sknet.serve.model;
    exports io.github.sknet.serve.repository;
    exports io.github.sknet.serve.work;

    // A module's files are found as resources where their package is open: the server's library looks for the page's.
    opens io.github.sknet.serve.page;
}
