package io.github.sknet.onnx.importer.model;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a graph takes.
 *
 * @param name of the value
 * @param extents the axes; empty where one is free
 */
public record InputSpec(String name, List<OptionalLong> extents) {

    public InputSpec {
        extents = List.copyOf(extents);
    }
}
