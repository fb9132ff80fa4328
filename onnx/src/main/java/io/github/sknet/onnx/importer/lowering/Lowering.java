package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.onnx.importer.ImportedNetwork.FileInput;
import io.github.sknet.onnx.importer.ValueLayout;
import io.github.sknet.onnx.importer.evaluation.ConstantOperators;
import io.github.sknet.onnx.importer.evaluation.Dims;
import io.github.sknet.onnx.importer.evaluation.SizeOperators;
import io.github.sknet.onnx.importer.evaluation.Sizes;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.MemoryBudget;
import io.github.sknet.onnx.importer.model.OnnxGraph;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes through an ONNX graph node by node and writes the network. What can't be written is listed, and the rest is gone through all the same. */
public final class Lowering {

    private final OnnxGraph graph;
    private final Context context;
    private final SizeOperators sizes;
    private final ConstantOperators constants;
    private final List<String> problems = new ArrayList<>();

    private Lowering(OnnxGraph graph, Dims dims, MemoryBudget budget) {
        this.graph = graph;
        this.context = new Context(graph.opset(), dims);
        this.sizes = new SizeOperators(graph.opset(), dims);
        this.constants = new ConstantOperators(graph.opset(), budget);
    }

    /**
     * What became of a graph.
     *
     * @param graph the network
     * @param weights its parameters
     * @param input what the file's input is like
     * @param outputs where each output has its channels
     */
    public record Lowered(Graph graph, Weights weights, FileInput input, Map<String, ValueLayout> outputs) {}

    /**
     * Writes the network.
     *
     * @param size the height and width to take where the file leaves them free, if any
     * @param budget what constants may take
     * @param problems receives one sentence for each node that is not supported
     * @return the network; empty where there are problems
     * @throws IllegalArgumentException when the file's inputs are not one image, or the network is none
     */
    public static Optional<Lowered> lower(
            OnnxGraph graph, Optional<Size> size, MemoryBudget budget, List<String> problems) {
        Lowering lowering = new Lowering(graph, new Dims(), budget);
        NetworkInput input = NetworkInput.of(graph, size);
        context(lowering, input);
        graph.nodes().forEach(lowering::lower);
        Map<String, ValueLayout> outputs = lowering.outputs();
        problems.addAll(lowering.problems);
        return problems.isEmpty() ? Optional.of(lowering.finish(input, outputs)) : Optional.empty();
    }

    private static void context(Lowering lowering, NetworkInput input) {
        lowering.graph.constants().forEach((name, constant) -> lowering.context.put(name, new Value.Fixed(constant)));
        lowering.context.put(input.name(), input.add(lowering.context));
    }

    private void lower(OnnxNode node) {
        try {
            List<Value> values = values(node);
            for (int i = 0; i < node.outputs().size(); i++) {
                context.put(node.outputs().get(i), i < values.size() ? settled(values.get(i)) : new Value.Unknown());
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add(node.operator() + " '" + Json.cut(node.label()) + "': " + e.getMessage());
        }
    }

    /** Sizes that depend on nothing are a constant like any other. */
    private static Value settled(Value value) {
        return value instanceof Value.Free free && free.sizes().constant().isPresent()
                ? new Value.Fixed(free.sizes().constant().get())
                : value;
    }

    private List<Value> values(OnnxNode node) {
        List<Value> inputs = new ArrayList<>();
        for (String input : node.inputs()) {
            if (!input.isEmpty()) {
                inputs.add(context.value(input));
            }
        }
        boolean computed = inputs.stream().anyMatch(Feature.class::isInstance);
        boolean unknown = inputs.stream().anyMatch(Value.Unknown.class::isInstance);
        if (!computed && !unknown) {
            Optional<Value> value = computeNow(node);
            if (value.isPresent()) {
                return List.of(value.get());
            }
        }
        Operator operator = Operators.named(node.operator())
                .orElseThrow(() -> new IllegalArgumentException(UnsupportedOperators.reason(node.operator())));
        return unknown ? List.of() : operator.rule().lower(node, context);
    }

    /** A value that does not depend on the image: of sizes first, so that those that are free stay so. */
    private Optional<Value> computeNow(OnnxNode node) {
        List<Constant> known = new ArrayList<>();
        List<Sizes> free = new ArrayList<>();
        boolean anyFree = false;
        for (int i = 0; i < node.inputs().size(); i++) {
            anyFree |= node.hasInput(i) && context.value(node.input(i)) instanceof Value.Free;
            context.sizes(node, i).ifPresent(free::add);
        }
        if (anyFree && free.size() == node.inputs().size()) {
            Optional<Sizes> result = sizes.compute(node, free);
            if (result.isPresent()) {
                return result.map(Value.Free::new);
            }
        }
        for (int i = 0; i < node.inputs().size(); i++) {
            Optional<Constant> constant = context.constant(node, i);
            if (node.hasInput(i) && constant.isEmpty()) {
                return Optional.empty();
            }
            known.add(constant.orElse(null));
        }
        return constants.compute(node, known).map(Value.Fixed::new);
    }

    private Map<String, ValueLayout> outputs() {
        Map<String, ValueLayout> layouts = new LinkedHashMap<>();
        for (String output : graph.outputs()) {
            Value value = context.value(output);
            try {
                if (value instanceof Feature feature) {
                    NetworkOutput result = NetworkOutput.of(context, feature);
                    context.draft().output(output, result.node());
                    layouts.put(output, result.layout());
                } else if (!(value instanceof Value.Unknown)) {
                    throw new IllegalArgumentException("it does not depend on the image");
                }
            } catch (IllegalArgumentException e) {
                problems.add("output '" + Json.cut(output) + "': " + e.getMessage());
            }
        }
        return layouts;
    }

    private Lowered finish(NetworkInput input, Map<String, ValueLayout> outputs) {
        Draft draft = context.draft();
        draft.prune();
        AffineFolding.apply(draft);
        Optional<Size> size = context.doesSizeMatter() || input.isVector() ? input.size() : Optional.empty();
        return new Lowered(draft.graph(size), draft.weights(), input.fileInput(), outputs);
    }
}
