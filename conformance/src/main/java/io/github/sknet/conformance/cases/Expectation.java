package io.github.sknet.conformance.cases;

import io.github.sknet.conformance.comparison.Check;
import io.github.sknet.conformance.comparison.Comparison;
import io.github.sknet.conformance.comparison.Roundings;
import io.github.sknet.conformance.numbers.Generated;
import io.github.sknet.conformance.reference.DoubleTensor;
import io.github.sknet.conformance.reference.Reference;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An input of a network, and what the network answers.
 *
 * @param shape the input's extent
 * @param input its values
 * @param answer what the reference makes of it
 * @param tolerances of each output and each selection, by name
 */
record Expectation(InputShape shape, Tensor input, Reference answer, Map<String, Double> tolerances) {

    static Expectation of(Graph graph, Weights weights, InputShape shape) {
        Tensor input = Generated.tensor("input", shape.withChannels(graph.inputChannels()));
        Map<String, Double> nodes = Roundings.tolerances(graph, shape.height(), shape.width());
        Map<String, Double> tolerances = new LinkedHashMap<>();
        for (Node selection : graph.selections()) {
            tolerances.put(selection.name(), nodes.get(selection.name()));
        }
        graph.outputs().forEach((output, node) -> tolerances.put(output, nodes.get(node)));
        return new Expectation(shape, input, Reference.compute(graph, weights, input), tolerances);
    }

    /** Outputs, where no attention is asked for; then none may come. */
    List<Check> checkOutputs(Predictor predictor) {
        Prediction prediction = predictor.predict(input, false);
        requireNames("attention of", Map.of(), prediction.attention());
        return check(Check.Kind.OUTPUT, "", answer.outputs(), prediction.outputs());
    }

    /** Outputs and attention, where it is asked for. */
    List<Check> checkAttention(Predictor predictor) {
        Prediction prediction = predictor.predict(input, true);
        List<Check> checks = new ArrayList<>();
        checks.addAll(check(Check.Kind.OUTPUT, " with attention", answer.outputs(), prediction.outputs()));
        checks.addAll(check(Check.Kind.ATTENTION, "'s attention", answer.attention(), prediction.attention()));
        return checks;
    }

    private List<Check> check(
            Check.Kind kind, String what, Map<String, DoubleTensor> expected, Map<String, Tensor> actual) {
        requireNames("outputs", expected, actual);
        List<Check> checks = new ArrayList<>();
        expected.forEach((name, tensor) -> {
            String described = name + what + " at " + shape;
            double error = Comparison.error(described, tensor, actual.get(name));
            checks.add(new Check(kind, described, error, tolerances.get(name)));
        });
        return checks;
    }

    private static void requireNames(String what, Map<String, DoubleTensor> expected, Map<String, Tensor> actual) {
        List<String> names = List.copyOf(actual.keySet());
        if (!names.equals(List.copyOf(expected.keySet()))) {
            throw new IllegalArgumentException("The engine gave " + what + " " + names + ", not " + expected.keySet());
        }
    }
}
