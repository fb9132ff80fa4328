package io.github.sknet.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A named operation applied to the outputs of other nodes.
 *
 * @param name unique in the graph; the PyTorch module path where there is an original
 * @param op what is done
 * @param inputs the names of the nodes whose outputs are taken, in the operation's order
 * @param parametersOf the name under which the parameters are kept: the node's own, or one that nodes with equal
 *     operations share
 */
public record Node(String name, Op op, List<String> inputs, String parametersOf) {

    public Node {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A node needs a name");
        }
        inputs = List.copyOf(inputs);
    }

    /** The node's parameters and buffers by their full names, which are the keys of a PyTorch checkpoint. */
    public Map<String, ParameterSpec> parameters() {
        Map<String, ParameterSpec> table = new LinkedHashMap<>();
        for (ParameterSpec spec : op.parameters()) {
            table.put(parameterName(spec.suffix()), spec);
        }
        return table;
    }

    /** The full name of the parameter with the given suffix; the node's own where the suffix is empty. */
    public String parameterName(String suffix) {
        return suffix.isEmpty() ? parametersOf : parametersOf + "." + suffix;
    }

    public <R> R accept(OpVisitor<R> visitor) {
        return op.accept(visitor, this);
    }
}
