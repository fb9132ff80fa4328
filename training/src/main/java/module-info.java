/** What the commands do to train. */
module io.github.sknet.training {
    requires transitive io.github.sknet.app;
    requires transitive io.github.sknet.report;
    requires transitive io.github.sknet.train;

    exports io.github.sknet.training;
}
