package io.github.sknet.graph.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How JSON from files of unknown origin is read: strictly, and within limits. A name that appears twice, anything after the
 * value, a number or a name of absurd length, and deep nesting are errors.
 */
public final class UntrustedJson {

    /** A tensor takes about fifteen tokens; a token can take a hundred times its one byte in memory. */
    private static final long MAX_TOKENS = 2_000_000;

    private static final int MAX_DEPTH = 100;

    /** Makes parsers that keep to the limits, and generators; safe for several threads. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxTokenCount(MAX_TOKENS)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private UntrustedJson() {}

    /**
     * Reads a text of one value. A mapper would do it as well, but has three hundred classes to load, for which a first prediction would
     * wait.
     *
     * @return a {@link Map} in the order of the text, a {@link List}, a {@link String}, a {@link Number} (an {@link Integer} or a
     *     {@link Long} where it is integral and fits), a {@link Boolean}, or null
     * @throws IOException when it is anything else
     */
    static Object read(byte[] text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "There is more after the value");
            }
            return value;
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == null) {
            throw new JsonParseException(parser, "There is no value");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new JsonParseException(parser, "Unexpected " + parser.currentToken());
        };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }
}
