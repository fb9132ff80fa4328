/** Which kernels a network chose. */
// Who draws with it is built later; XChart is no module yet.
@SuppressWarnings({"module", "requires-automatic", "requires-transitive-automatic"})
module io.github.sknet.explain {
    requires transitive io.github.sknet.datasets;
    requires transitive org.knowm.xchart;

    exports io.github.sknet.explain;
    exports io.github.sknet.explain.image;
    exports io.github.sknet.explain.chart to
            io.github.sknet.report;
    exports io.github.sknet.explain.plot to
            io.github.sknet.cli;
}
