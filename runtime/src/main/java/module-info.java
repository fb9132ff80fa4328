/**
 * The pure-Java engine. It is found by its name, {@code java}; who wants more of it compiles a {@link io.github.sknet.runtime.Plan}. The
 * vector kernels know it from inside.
 */
// What knows the inside is built later.
@SuppressWarnings("module")
module io.github.sknet.runtime {
    requires transitive io.github.sknet.graph;

    exports io.github.sknet.runtime;
    exports io.github.sknet.runtime.info;
    exports io.github.sknet.runtime.kernels to
            io.github.sknet.runtime.vector;
    exports io.github.sknet.runtime.machine to
            io.github.sknet.runtime.vector;

    uses io.github.sknet.runtime.kernels.KernelsProvider;

    provides io.github.sknet.graph.engine.Engine with
            io.github.sknet.runtime.JavaEngine,
            io.github.sknet.runtime.ScalarEngine;
}
