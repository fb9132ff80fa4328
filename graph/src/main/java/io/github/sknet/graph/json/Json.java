package io.github.sknet.graph.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads and writes JSON. Reading is strict and within limits, whatever the text's origin: a name that appears twice, anything
 * after the value, a number or a name of absurd length, and deep nesting are errors. A mapper would do it as well, but has three
 * hundred classes to load, for which a first prediction would wait.
 *
 * <p>A value is a {@link Map} in the order of the text, a {@link List}, a {@link String}, a {@link Number} (an {@link Integer}, a
 * {@link Long} or a {@link BigInteger}, the first that it fits, where it is written without point and exponent; else a
 * {@link Double}), a {@link Boolean}, or null.
 */
public final class Json {

    /** A tensor takes about fifteen tokens; a token can take a hundred times its one byte in memory. */
    private static final long MAX_TOKENS = 2_000_000;

    private static final int MAX_DEPTH = 100;

    /** How much of a value a message repeats. */
    private static final int SHOWN = 100;

    /** How the parser speaks of a place in what it reads. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source: .*?line: (\\d+), column: (\\d+)]");

    /** How it speaks of its own settings. */
    private static final Pattern SETTING = Pattern.compile(",? from `[^`]*`|: enable `[^`]*` to allow");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxTokenCount(MAX_TOKENS)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** Makes a parser of a text. */
    @FunctionalInterface
    private interface Source {
        JsonParser open() throws IOException;
    }

    /**
     * Reads a text of one object.
     *
     * @throws IllegalArgumentException saying what is wrong, when it is anything else
     */
    public static Map<String, Object> read(String text) {
        return object(value(text));
    }

    /**
     * Reads a text of one object in UTF-8.
     *
     * @throws IllegalArgumentException as {@link #read(String)}
     */
    public static Map<String, Object> read(byte[] text) {
        return object(value(() -> FACTORY.createParser(text)));
    }

    /**
     * Reads a text of one value.
     *
     * @throws IllegalArgumentException saying what is wrong, when it is anything else
     */
    public static Object value(String text) {
        return value(() -> FACTORY.createParser(text));
    }

    private static Object value(Source source) {
        try (JsonParser parser = source.open()) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "There is more after the value");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException(problem(e), e);
        }
    }

    /**
     * What is wrong with a text, for people, and on which line and in which column, without what only concerns the parser.
     *
     * @param e of any parser of the library that reads JSON here
     */
    public static String problem(IOException e) {
        if (!(e instanceof JsonProcessingException wrong)) {
            return e.getMessage();
        }
        JsonLocation place = wrong.getLocation();
        if (wrong instanceof JsonEOFException) {
            return "It ends too early" + at(place);
        }
        String what = SOURCE.matcher(wrong.getOriginalMessage()).replaceAll("line $1, column $2");
        what = SETTING.matcher(what).replaceAll("");
        return what + at(place);
    }

    private static String at(JsonLocation place) {
        return place == null || place.getLineNr() < 1
                ? ""
                : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == null) {
            throw new JsonParseException(parser, "There is no value");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> readDecimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new JsonParseException(parser, "Unexpected " + parser.currentToken());
        };
    }

    private static double readDecimal(JsonParser parser) throws IOException {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw new JsonParseException(parser, "A number is out of range: " + cut(parser.getText()));
        }
        return number;
    }

    private static Map<String, Object> readObject(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<Object> readArray(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    /**
     * A value as an object.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        if (!(value instanceof Map)) {
            throw new IllegalArgumentException("It must be a JSON object, not " + shown(value));
        }
        return (Map<String, Object>) value;
    }

    /**
     * A value as a text without spaces.
     *
     * @param value of the kinds that are read; numbers of any kind, maps with strings for keys
     * @throws IllegalArgumentException when it is or holds anything else, such as a number that is not finite
     */
    public static String write(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : object.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> array) {
            json.writeStartArray();
            for (Object element : array) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Number number) {
            writeNumber(json, number);
        } else if (value instanceof String string) {
            json.writeString(string);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value == null) {
            json.writeNull();
        } else {
            throw new IllegalArgumentException(
                    "JSON has no place for a " + value.getClass().getName());
        }
    }

    private static void writeNumber(JsonGenerator json, Number number) throws IOException {
        if (!Double.isFinite(number.doubleValue())) {
            throw new IllegalArgumentException("JSON has no place for the number " + number);
        }
        json.writeNumber(number.toString());
    }

    /** A value as messages repeat it: as JSON, but not at any length. */
    public static String shown(Object value) {
        return cut(value instanceof Number number ? number.toString() : write(value));
    }

    /** A text as messages repeat it: not at any length. */
    public static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
