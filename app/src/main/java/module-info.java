/** What the commands do without training. */
module io.github.sknet.app {
    requires transitive io.github.sknet.explain;

    exports io.github.sknet.app;
}
