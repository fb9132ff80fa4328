package io.github.sknet.graph.surgery;

/**
 * One place of a network that was changed.
 *
 * @param node the node that was operated on; the names of all that is new begin with its name
 * @param was what stood there
 * @param became what stands there now, or behind it
 */
public record Change(String node, String was, String became) {}
