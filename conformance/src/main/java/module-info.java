/** What engines are held against. */
module io.github.sknet.conformance {
    requires transitive io.github.sknet.graph;
    requires com.fasterxml.jackson.databind;

    exports io.github.sknet.conformance;
    exports io.github.sknet.conformance.cases;
    exports io.github.sknet.conformance.comparison;
    exports io.github.sknet.conformance.fixtures;
    exports io.github.sknet.conformance.reference;
}
