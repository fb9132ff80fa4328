/** A trained model. */
module io.github.sknet.photographs {
    // The model is handed out as a model file.
    requires transitive io.github.sknet.graph;

    exports io.github.sknet.photographs;
}
