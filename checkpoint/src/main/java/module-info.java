/** Weights that other tools saved. */
// pickle is no module yet, and named after its file.
@SuppressWarnings("requires-automatic")
module io.github.sknet.checkpoint {
    requires transitive io.github.sknet.graph;
    requires pickle;

    exports io.github.sknet.checkpoint;
}
