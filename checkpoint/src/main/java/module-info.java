/** Weights that other tools saved. */
// Neither library is a module yet; pickle is named after its file.
@SuppressWarnings("requires-automatic")
module io.github.sknet.checkpoint {
    requires transitive io.github.sknet.graph;
    requires com.google.protobuf;
    requires pickle;

    exports io.github.sknet.checkpoint;
    exports io.github.sknet.checkpoint.format;
}
