package io.github.sknet.train.module;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.train.torch.NativeScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** The steps of a graph in order. Every value is let go after its last reader: what gradients need, autograd keeps. */
final class Execution {

    private record Entry(String name, Step step, int[] inputs) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> outputs = new LinkedHashMap<>();
    private final int[] readers;

    Execution(Graph graph, StepCompiler compiler) {
        Map<String, Integer> index = new HashMap<>();
        readers = new int[graph.nodes().size()];
        for (Node node : graph.nodes()) {
            int[] inputs = node.inputs().stream().mapToInt(index::get).toArray();
            for (int input : inputs) {
                readers[input]++;
            }
            index.put(node.name(), entries.size());
            entries.add(new Entry(node.name(), node.accept(compiler), inputs));
        }
        graph.outputs().forEach((name, node) -> {
            outputs.put(name, index.get(node));
            readers[index.get(node)]++;
        });
    }

    Map<String, Tensor> run(Tensor input, Pass pass) {
        Tensor[] values = new Tensor[entries.size()];
        int[] left = readers.clone();
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = compute(entries.get(i), i == 0 ? new Tensor[] {input} : gather(i, values), pass);
                release(i, values, left);
            }
        } catch (RuntimeException e) {
            Stream.of(values).filter(Objects::nonNull).forEach(Pointer::close);
            throw e;
        }
        Map<String, Tensor> results = new LinkedHashMap<>();
        outputs.forEach((name, index) -> results.put(name, values[index]));
        handOver(results);
        return results;
    }

    private Tensor[] gather(int entry, Tensor[] values) {
        int[] inputs = entries.get(entry).inputs();
        Tensor[] gathered = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            gathered[i] = values[inputs[i]];
        }
        return gathered;
    }

    private static Tensor compute(Entry entry, Tensor[] inputs, Pass pass) {
        try {
            return NativeScope.keep(() -> entry.step().run(inputs, pass));
        } catch (RuntimeException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IllegalStateException("libtorch refused the node '" + entry.name() + "': " + reason, e);
        }
    }

    private void release(int entry, Tensor[] values, int[] left) {
        for (int input : entries.get(entry).inputs()) {
            if (--left[input] == 0) {
                values[input].close();
                values[input] = null;
            }
        }
    }

    /** Gives kept tensors to the surrounding scope, if there is one; two outputs may be one node. */
    static void handOver(Map<String, Tensor> tensors) {
        PointerScope scope = PointerScope.getInnerScope();
        if (scope != null) {
            tensors.values().stream().distinct().forEach(tensor -> {
                scope.attach(tensor);
                tensor.releaseReference();
            });
        }
    }
}
