package io.github.sknet.runtime.program;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A network for inference.
 *
 * @param input the network's input
 * @param operations every operation after those it reads
 * @param outputs the values that are handed out, by output name
 * @param attention the attention of each selection, by the name of its node; handed out on request
 */
public record Program(
        Value input, List<Operation> operations, Map<String, Value> outputs, Map<String, Attention> attention) {

    public Program {
        operations = List.copyOf(operations);
    }

    /** The same network computed by other operations. */
    public Program with(List<Operation> operations) {
        return new Program(input, operations, outputs, attention);
    }

    /** What is handed out, outputs and attention, wherever it is handed out. */
    public List<Value> results() {
        return Stream.concat(
                        outputs.values().stream(),
                        attention.values().stream().flatMap(shares -> shares.values().stream()))
                .toList();
    }

    /** The operation that computes each value. */
    public Map<Value, Operation> producers() {
        Map<Value, Operation> producers = new HashMap<>();
        operations.forEach(operation -> operation.results().forEach(value -> producers.put(value, operation)));
        return producers;
    }

    /** The values that nothing but one operation reads, so that nobody misses them if they are never stored. */
    public Set<Value> readOnce() {
        Map<Value, Integer> readers = new HashMap<>();
        operations.forEach(
                operation -> new HashSet<>(operation.inputs()).forEach(v -> readers.merge(v, 1, Integer::sum)));
        results().forEach(value -> readers.merge(value, 2, Integer::sum));
        Set<Value> once = new HashSet<>();
        readers.forEach((value, count) -> {
            if (count == 1) {
                once.add(value);
            }
        });
        return once;
    }
}
