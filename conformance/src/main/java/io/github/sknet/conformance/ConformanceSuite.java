package io.github.sknet.conformance;

import io.github.sknet.conformance.comparison.CaseResult;
import io.github.sknet.conformance.comparison.CaseResult.Check;
import io.github.sknet.conformance.fixtures.Fixture;
import io.github.sknet.conformance.fixtures.FixtureNetwork;
import io.github.sknet.conformance.numbers.UniformStream;
import io.github.sknet.engine.Engine;
import io.github.sknet.engine.Prediction;
import io.github.sknet.engine.Predictor;
import io.github.sknet.engine.TrainingProbe;
import io.github.sknet.graph.Graph;
import io.github.sknet.weights.Tensor;
import io.github.sknet.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs fixtures in engines.
 *
 * <p>What "relative" means: outputs and attention by the largest magnitude of the expected values; losses and norms by
 * the expected one; a gradient's norm and sum by its expected norm, and by a thousandth of the case's largest gradient
 * where that is more, because a gradient that is zero in exact arithmetic (a bias before a BatchNorm) is rounding noise
 * in any other.
 */
public final class ConformanceSuite {

    /** Of a float32 engine in inference mode. */
    public static final double INFERENCE_TOLERANCE = 1e-5;

    /** Of a float32 engine in training mode. */
    public static final double TRAINING_TOLERANCE = 1e-3;

    private static final double GRADIENT_FLOOR = 1e-3;
    private static final int THREADS = 2;

    private ConformanceSuite() {}

    /** Runs one fixture in one engine; whatever goes wrong is in the result. */
    public static CaseResult run(Fixture fixture, Engine engine) {
        try {
            Graph graph = FixtureNetwork.build(fixture.constructor());
            Weights weights = fixture.generateWeights().fitting(graph);
            List<Check> checks = new ArrayList<>(compareInference(fixture, engine, graph, weights));
            Optional<TrainingProbe> probe = engine.trainingProbe();
            if (probe.isPresent() && fixture.training() != null) {
                checks.addAll(compareTraining(fixture, probe.get(), graph, weights));
            }
            return new CaseResult(fixture.name(), engine.name(), List.copyOf(checks), Optional.empty());
        } catch (RuntimeException e) {
            return CaseResult.failed(
                    fixture.name(), engine.name(), e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private static List<Check> compareInference(Fixture fixture, Engine engine, Graph graph, Weights weights) {
        Prediction prediction;
        try (Predictor predictor = engine.load(graph, weights, THREADS)) {
            prediction = predictor.predict(fixture.input().generate(), true);
        }
        Fixture.Inference expected = fixture.inference();
        Tensor output = prediction.output();
        requireShape("output", expected.shape(), output.shape());
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("eval output", largestError(expected.output(), output.values()), INFERENCE_TOLERANCE));
        checks.add(new Check("eval L2", relative(expected.l2(), l2(output), expected.l2()), INFERENCE_TOLERANCE));
        // A sum of n values of both signs is as exact as the values are, not as exact as what is left of them.
        double magnitude = expected.l2() * Math.sqrt(output.values().length);
        checks.add(new Check("eval sum", relative(expected.sum(), sum(output), magnitude), INFERENCE_TOLERANCE));
        if (expected.attention() != null) {
            checks.addAll(compareAttention(
                    expected.attention(), List.copyOf(prediction.attention().values())));
        }
        return checks;
    }

    private static List<Check> compareAttention(List<Fixture.Attention> expected, List<Tensor> actual) {
        if (expected.size() != actual.size()) {
            throw new IllegalArgumentException(
                    "The network has " + actual.size() + " selections, not " + expected.size());
        }
        return IntStream.range(0, expected.size())
                .mapToObj(i -> {
                    requireShape(
                            "attention " + i,
                            expected.get(i).fullShape(),
                            actual.get(i).shape());
                    double error =
                            largestError(expected.get(i).values(), actual.get(i).values());
                    return new Check("eval attention " + i, error, INFERENCE_TOLERANCE);
                })
                .toList();
    }

    private static List<Check> compareTraining(Fixture fixture, TrainingProbe probe, Graph graph, Weights weights) {
        Fixture.Training expected = fixture.training();
        TrainingProbe.Trace trace = probe.run(graph, weights, fixture.input().generate(), loss(fixture));
        List<Check> checks = new ArrayList<>();
        checks.add(training("loss", expected.loss(), trace.loss(), Math.abs(expected.loss())));
        checks.add(training("output L2", expected.outputL2(), l2(trace.output()), expected.outputL2()));
        checks.add(training(
                "input gradient L2",
                expected.inputGradientL2(),
                l2(trace.inputGradient()),
                expected.inputGradientL2()));
        double floor = GRADIENT_FLOOR
                * expected.gradients().stream()
                        .mapToDouble(Fixture.Gradient::l2)
                        .max()
                        .orElse(0);
        for (Fixture.Gradient gradient : expected.gradients()) {
            Tensor actual = named(trace.gradients(), gradient.name());
            double scale = Math.max(gradient.l2(), floor);
            checks.add(training("gradient L2 of " + gradient.name(), gradient.l2(), l2(actual), scale));
            double sumScale = Math.max(Math.abs(gradient.sum()), scale);
            checks.add(training("gradient sum of " + gradient.name(), gradient.sum(), sum(actual), sumScale));
        }
        for (Fixture.Norm norm : expected.runningStatistics()) {
            Tensor actual = named(trace.statistics(), norm.name());
            checks.add(training("statistics of " + norm.name(), norm.l2(), l2(actual), norm.l2()));
        }
        return checks;
    }

    private static TrainingProbe.Loss loss(Fixture fixture) {
        if (!fixture.training().isCrossEntropy()) {
            return new TrainingProbe.Loss.MeanProduct(count -> new UniformStream("target").next(count));
        }
        int classes = fixture.inference().shape().get(1);
        int[] labels = IntStream.range(0, fixture.input().shape().get(0))
                .map(sample -> sample % classes)
                .toArray();
        return new TrainingProbe.Loss.CrossEntropy(labels);
    }

    private static Check training(String what, double expected, double actual, double scale) {
        return new Check("train " + what, relative(expected, actual, scale), TRAINING_TOLERANCE);
    }

    private static Tensor named(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("The engine gave nothing for " + name);
        }
        return tensor;
    }

    private static void requireShape(String what, List<Integer> expected, List<Integer> actual) {
        if (!expected.equals(actual)) {
            throw new IllegalArgumentException("The " + what + " has the shape " + actual + ", not " + expected);
        }
    }

    /** The largest difference by the largest expected magnitude; the expected values may be the first ones only. */
    private static double largestError(double[] expected, float[] actual) {
        if (expected.length > actual.length) {
            throw new IllegalArgumentException("The engine gave " + actual.length + " values, not " + expected.length);
        }
        double magnitude = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            magnitude = Math.max(magnitude, Math.abs(expected[i]));
            // Math.max hands a NaN on.
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
        }
        return relative(0, difference, magnitude);
    }

    private static double relative(double expected, double actual, double scale) {
        double difference = Math.abs(actual - expected);
        return difference == 0 ? 0 : difference / scale;
    }

    private static double l2(Tensor tensor) {
        double squares = 0;
        for (float value : tensor.values()) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    private static double sum(Tensor tensor) {
        double sum = 0;
        for (float value : tensor.values()) {
            sum += value;
        }
        return sum;
    }
}
