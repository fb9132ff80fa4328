/** DJL's door: an engine named SKNet that needs no native library, and blocks that learn on DJL's other engines. */
// DJL is no module yet.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.github.sknet.djl {
    requires transitive io.github.sknet.graph;
    requires transitive io.github.sknet.vision;
    requires transitive ai.djl.api;

    exports io.github.sknet.djl;
    exports io.github.sknet.djl.blocks;

    provides ai.djl.engine.EngineProvider with
            io.github.sknet.djl.SKNetEngineProvider;
}
