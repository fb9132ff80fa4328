package io.github.sknet.conformance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network, and what it answers: one JSON file. Weights, input and target are not stored but generated from names.
 *
 * @param name the case's name
 * @param constructor what to build; see {@link FixtureNetwork}
 * @param parameters every parameter and buffer, in the original's order
 * @param input the input's name and shape (N, C, H, W)
 * @param inference what the network answers in inference mode
 * @param training one pass in training mode, with batch statistics
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Fixture(
        @JsonProperty(value = "case", required = true) String name,
        @JsonProperty(required = true) JsonNode constructor,
        @JsonProperty(required = true) List<Parameter> parameters,
        @JsonProperty(required = true) NamedShape input,
        @JsonProperty(value = "eval", required = true) Inference inference,
        @JsonProperty(value = "train") Training training) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** A parameter or buffer; {@code role} says how it is generated. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Parameter(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) List<Integer> shape,
            @JsonProperty(required = true) String role) {

        Tensor generate() {
            float[] values = new UniformStream(name).next(Math.toIntExact(Tensor.elements(shape)));
            float offset = role.equals("bn_weight") || role.equals("bn_var") ? 1 : 0;
            float scale = scale();
            for (int i = 0; i < values.length; i++) {
                values[i] = offset + scale * values[i];
            }
            return new Tensor(shape, values);
        }

        private float scale() {
            return switch (role) {
                case "weight" -> (float) Math.sqrt(3.0 / Tensor.elements(shape.subList(1, shape.size())));
                case "bias", "bn_bias", "bn_mean" -> 0.1f;
                case "bn_weight" -> 0.2f;
                case "bn_var" -> 0.5f;
                default ->
                    throw new IllegalArgumentException("Parameter " + name + " has the unknown role '" + role + "'");
            };
        }
    }

    /** A generated tensor. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record NamedShape(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) List<Integer> shape) {

        Tensor generate() {
            return new Tensor(shape, new UniformStream(name).next(Math.toIntExact(Tensor.elements(shape))));
        }
    }

    /**
     * The answer in inference mode.
     *
     * @param shape the output's
     * @param output its values, or the first of them
     * @param sum of all values
     * @param l2 the norm of all values
     * @param attention of each selection in order, (N, M, C), all values or the first of them
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Inference(
            @JsonProperty(required = true) List<Integer> shape,
            @JsonProperty(required = true) double[] output,
            @JsonProperty(required = true) double sum,
            @JsonProperty(required = true) double l2,
            List<Attention> attention) {}

    /** A selection's attention, or the first values of it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Attention(
            @JsonProperty(required = true) List<Integer> shape,
            @JsonProperty(required = true) double[] values) {

        /** (N, M, C): with one branch, the original's tensor lacks the axis of the branches. */
        List<Integer> fullShape() {
            return shape.size() == 2 ? List.of(shape.get(0), 1, shape.get(1)) : shape;
        }
    }

    /** One pass in training mode. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Training(
            @JsonProperty(required = true) double loss,
            @JsonProperty(required = true) String lossKind,

            @JsonProperty(value = "outputL2", required = true)
            double outputL2,

            @JsonProperty(value = "inputGradL2", required = true)
            double inputGradientL2,

            @JsonProperty(required = true) List<Gradient> gradients,

            @JsonProperty(value = "runningStats", required = true)
            List<Norm> runningStatistics) {

        boolean isCrossEntropy() {
            return lossKind.startsWith("cross entropy");
        }
    }

    /** A parameter's gradient. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Gradient(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) double l2,
            @JsonProperty(required = true) double sum) {}

    /** A running statistic after the pass. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Norm(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) double l2) {}

    /**
     * Reads a fixture; empty for a file that isn't a network's.
     *
     * @throws FixtureException when it is not what it should be
     * @throws IOException when it can't be read
     */
    public static Optional<Fixture> read(Path file) throws IOException {
        return parse(file.toString(), Files.readAllBytes(file));
    }

    /**
     * Reads a fixture; empty for JSON that isn't a network's.
     *
     * @param source named in errors
     * @throws FixtureException when it is not what it should be
     */
    public static Optional<Fixture> parse(String source, byte[] json) throws IOException {
        try {
            JsonNode root = JSON.readTree(json);
            return root.path("parameters").isArray()
                    ? Optional.of(JSON.treeToValue(root, Fixture.class))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new FixtureException(source + " is not a fixture: " + e.getOriginalMessage(), e);
        }
    }

    Weights generateWeights() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        parameters.forEach(parameter -> tensors.put(parameter.name(), parameter.generate()));
        return new Weights(tensors);
    }
}
