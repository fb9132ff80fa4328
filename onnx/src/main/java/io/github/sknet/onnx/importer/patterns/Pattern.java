package io.github.sknet.onnx.importer.patterns;

import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.Optional;

/** A group of nodes that together are one operator. */
interface Pattern {

    /**
     * The one node that stands for the group which ends in the given one.
     *
     * @param last the last node of a group, maybe
     * @param matcher looks at what lies before it
     * @return a node with the same output; empty where there is no such group
     */
    Optional<OnnxNode> match(OnnxNode last, Matcher matcher);
}
