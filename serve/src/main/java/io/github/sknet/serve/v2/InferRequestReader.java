package io.github.sknet.serve.v2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.sknet.graph.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads requests for inference. Numbers go from the text into an array as they come: a tensor is never a list of objects. What the
 * protocol does not know is skipped, as it asks for.
 */
final class InferRequestReader {

    private static final int MOST_INPUTS = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(10_000)
                    .maxNameLength(1_000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser parser;
    private Optional<String> id = Optional.empty();
    private List<InferInput> inputs = List.of();
    private List<InferRequest.Wanted> outputs = List.of();
    private Parameters parameters = new Parameters();

    private InferRequestReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Those that are known, of a request, an input or an output. */
    private static final class Parameters {
        private long binarySize = -1;
        private Optional<Boolean> binary = Optional.empty();
        private boolean binaryOutputs;
    }

    /**
     * Reads a request.
     *
     * @param body JSON, and behind it what is binary
     * @param json how long the JSON is
     * @throws IllegalArgumentException saying what is wrong, when it is no such request
     */
    static InferRequest read(byte[] body, int json) {
        if (json < 0 || json > body.length) {
            throw new IllegalArgumentException(
                    "The JSON should have " + json + " bytes, and the body has " + body.length);
        }
        try (JsonParser parser = FACTORY.createParser(body, 0, json)) {
            InferRequestReader reader = new InferRequestReader(parser);
            reader.readRequest();
            return reader.request(ByteBuffer.wrap(body, json, body.length - json));
        } catch (IOException e) {
            throw new IllegalArgumentException("The request is no JSON that can be read: " + Json.problem(e), e);
        }
    }

    private InferRequest request(ByteBuffer behind) {
        List<InferInput> whole = inputs.stream()
                .map(input -> input.isBinary() ? input.withBinary(behind) : input)
                .toList();
        if (behind.hasRemaining()) {
            throw new IllegalArgumentException(
                    "There are " + behind.remaining() + " bytes behind the JSON that belong to no input");
        }
        return new InferRequest(id, whole, outputs, parameters.binaryOutputs);
    }

    private void readRequest() throws IOException {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "The request", "an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "id" -> {
                    expect(value, JsonToken.VALUE_STRING, "'id'", "a string");
                    id = Optional.of(parser.getText());
                }
                case "inputs" -> inputs = readInputs(value);
                case "outputs" -> outputs = readOutputs(value);
                case "parameters" -> parameters = readParameters(value);
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("There is more behind the request's JSON");
        }
    }

    private List<InferInput> readInputs(JsonToken value) throws IOException {
        expect(value, JsonToken.START_ARRAY, "'inputs'", "a list");
        List<InferInput> read = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (read.size() == MOST_INPUTS) {
                throw new IllegalArgumentException("A request has " + MOST_INPUTS + " inputs at most");
            }
            read.add(readInput());
        }
        return read;
    }

    private InferInput readInput() throws IOException {
        expect(parser.currentToken(), JsonToken.START_OBJECT, "An input", "an object");
        String name = "";
        String datatype = "";
        List<Long> shape = List.of();
        Parameters own = new Parameters();
        float[] numbers = new float[0];
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "name" -> name = text(value, field);
                case "datatype" -> datatype = text(value, field);
                case "shape" -> shape = readShape(value);
                case "parameters" -> own = readParameters(value);
                case "data" -> numbers = readNumbers(value);
                default -> parser.skipChildren();
            }
        }
        return new InferInput(name, datatype, shape, own.binarySize, numbers);
    }

    private List<Long> readShape(JsonToken value) throws IOException {
        expect(value, JsonToken.START_ARRAY, "'shape'", "a list of whole numbers");
        List<Long> shape = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, "'shape'", "a list of whole numbers");
            if (shape.size() == 8) {
                throw new IllegalArgumentException("A tensor has 8 axes at most");
            }
            shape.add(parser.getLongValue());
        }
        return shape;
    }

    /** A list of numbers, or lists of them to any depth: the order is the same. */
    private float[] readNumbers(JsonToken value) throws IOException {
        expect(value, JsonToken.START_ARRAY, "'data'", "a list of numbers");
        FloatArray numbers = new FloatArray();
        for (int depth = 1; depth > 0; ) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                depth++;
            } else if (token == JsonToken.END_ARRAY) {
                depth--;
            } else if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
                numbers.add(parser.getFloatValue());
            } else {
                throw new IllegalArgumentException("'data' must be a list of numbers");
            }
        }
        return numbers.toArray();
    }

    private List<InferRequest.Wanted> readOutputs(JsonToken value) throws IOException {
        expect(value, JsonToken.START_ARRAY, "'outputs'", "a list");
        List<InferRequest.Wanted> read = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.START_OBJECT, "An output", "an object");
            if (read.size() == MOST_INPUTS) {
                throw new IllegalArgumentException("A request has " + MOST_INPUTS + " outputs at most");
            }
            String name = "";
            Parameters own = new Parameters();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken next = parser.nextToken();
                switch (field) {
                    case "name" -> name = text(next, field);
                    case "parameters" -> own = readParameters(next);
                    default -> parser.skipChildren();
                }
            }
            read.add(new InferRequest.Wanted(name, own.binary));
        }
        return read;
    }

    private Parameters readParameters(JsonToken value) throws IOException {
        expect(value, JsonToken.START_OBJECT, "'parameters'", "an object");
        Parameters read = new Parameters();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken next = parser.nextToken();
            switch (name) {
                case "binary_data_size" -> {
                    expect(next, JsonToken.VALUE_NUMBER_INT, "'" + name + "'", "a whole number");
                    read.binarySize = parser.getLongValue();
                    if (read.binarySize < 0) {
                        throw new IllegalArgumentException("'" + name + "' can't be below 0");
                    }
                }
                case "binary_data" -> read.binary = Optional.of(flag(next, name));
                case "binary_data_output" -> read.binaryOutputs = flag(next, name);
                case "classification" ->
                    throw new IllegalArgumentException("Outputs as classes are not sent here: ask /predict for them");
                default -> parser.skipChildren();
            }
        }
        return read;
    }

    private boolean flag(JsonToken value, String name) {
        if (value != JsonToken.VALUE_TRUE && value != JsonToken.VALUE_FALSE) {
            throw new IllegalArgumentException("'" + name + "' must be true or false");
        }
        return value == JsonToken.VALUE_TRUE;
    }

    private String text(JsonToken value, String name) throws IOException {
        expect(value, JsonToken.VALUE_STRING, "'" + name + "'", "a string");
        return parser.getText();
    }

    private static void expect(JsonToken token, JsonToken wanted, String what, String kind) {
        if (token != wanted) {
            throw new IllegalArgumentException(what + " must be " + kind);
        }
    }
}
