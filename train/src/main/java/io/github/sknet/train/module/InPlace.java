package io.github.sknet.train.module;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Select;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says which nodes may write their result over their first input: nobody else reads it, it is no output of the graph, and
 * the operation that made it needs its inputs, not its result, for its gradient.
 */
final class InPlace {

    private static final Set<Class<? extends Op>> RESULT_NOT_NEEDED =
            Set.of(Conv2d.class, BatchNorm.class, Linear.class, Add.class, Select.class);

    private final Set<String> overwriting = new HashSet<>();

    InPlace(Graph graph) {
        Map<String, List<Node>> consumers = graph.consumers();
        Set<String> kept = new HashSet<>(graph.outputs().values());
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Add || node.op().equals(Activation.relu())) {
                Node made = graph.node(node.inputs().get(0));
                long reads = node.inputs().stream().filter(made.name()::equals).count();
                if (RESULT_NOT_NEEDED.contains(made.op().getClass())
                        && !kept.contains(made.name())
                        && consumers.get(made.name()).size() == 1
                        && reads == 1) {
                    overwriting.add(node.name());
                }
            }
        }
    }

    boolean overwritesFirstInput(Node node) {
        return overwriting.contains(node.name());
    }
}
