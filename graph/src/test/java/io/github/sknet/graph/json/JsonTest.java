package io.github.sknet.graph.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

    @Test
    void everyKindOfValueComesBack() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "Bär \"quoted\" \n");
        object.put("int", -7);
        object.put("long", 5_000_000_000L);
        object.put("large", BigInteger.TWO.pow(80));
        object.put("number", 0.1);
        object.put("flag", true);
        object.put("nothing", null);
        object.put("list", Arrays.asList(1, "a", List.of(), Map.of()));
        String text = Json.write(object);
        assertEquals(object, Json.read(text));
        assertEquals(List.copyOf(object.keySet()), List.copyOf(Json.read(text).keySet()), "in order");
        assertEquals(text, Json.write(Json.read(text)));
    }

    @Test
    void floatsAreWrittenShort() {
        assertEquals("[1.0E-5,0.1,2.5]", Json.write(List.of(1e-5f, 0.1f, 2.5)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | It must be a JSON object, not []",
                "\"x\" | It must be a JSON object, not \"x\"",
                "{} {} | There is more after the value",
                "`` | There is no value",
                "{\"a\":1,\"a\":1} | Duplicate field 'a'",
                "{\"a\":1e999} | A number is out of range: 1e999",
                "{\"a\":NaN} | Non-standard token 'NaN'",
                "{\"a\": | It ends too early (line 1, column ",
            })
    void whatIsNoObjectIsRefused(String text, String message) {
        String said = assertThrows(IllegalArgumentException.class, () -> Json.read(text))
                .getMessage();
        assertTrue(said.startsWith(message), said);
    }

    /** In a reader's words, not in the parser's. */
    @Test
    void aFaultHasItsPlace() {
        for (String text : List.of("{\n \"a\": ", "{\n \"a\": [1, }", "{\n \"a\": x}", "{\n \"a\": NaN}")) {
            String said = assertThrows(IllegalArgumentException.class, () -> Json.read(text))
                    .getMessage();
            assertTrue(said.matches("[^`]*\\(line \\d+, column \\d+\\)"), said);
            assertFalse(said.contains("Source") || said.contains("REDACTED") || said.contains("Feature"), said);
        }
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> Json.read("{\n \"a\": x}".getBytes(StandardCharsets.UTF_8)))
                .getMessage()
                .contains("(line 2, column "));
        assertEquals(
                "Document nesting depth (101) exceeds the maximum allowed (100)",
                assertThrows(IllegalArgumentException.class, () -> Json.value("[\n".repeat(200)))
                        .getMessage());
    }

    @Test
    void absurdTextsAreRefused() {
        for (String text : List.of(
                "[".repeat(101) + "]".repeat(101),
                "[" + "9".repeat(2000) + "]",
                "[" + "0,".repeat(2_000_001) + "0]",
                "{\"" + "n".repeat(100_000) + "\":0}")) {
            assertThrows(IllegalArgumentException.class, () -> Json.value(text), text.substring(0, 5));
        }
    }

    @Test
    void whatJsonCannotSayIsRefused() {
        assertEquals(
                "JSON has no place for the number NaN",
                assertThrows(IllegalArgumentException.class, () -> Json.write(List.of(Float.NaN)))
                        .getMessage());
        assertEquals(
                "JSON has no place for a java.lang.Object",
                assertThrows(IllegalArgumentException.class, () -> Json.write(Map.of("a", new Object())))
                        .getMessage());
    }

    @Test
    void fieldsAreAskedForByKind() {
        Fields fields = Fields.of(
                "node 'a'", Json.read("{\"n\":3,\"x\":0.5,\"s\":\"t\",\"f\":true,\"l\":[1,2],\"o\":{\"p\":1}}"));
        assertEquals(3, fields.integer("n"));
        assertEquals(4, fields.integer("absent", 4));
        assertEquals(0.5, fields.number("x"));
        assertEquals(0.5f, fields.decimal("x", 1));
        assertEquals(3f, fields.decimal("n", 1));
        assertEquals("t", fields.text("s"));
        assertTrue(fields.flag("f"));
        assertEquals(List.of(1, 2), fields.integers("l"));
        assertEquals(
                "node 'a' has 'o', which is not known; known are n, absent, x, s, f, l",
                assertThrows(IllegalArgumentException.class, fields::complete).getMessage());
        assertEquals(1, fields.object("o").integer("p"));
        fields.complete();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | node 'a' has no 'n'",
                "{\"n\":\"3\"} | node 'a': 'n' must be a whole number, not \"3\"",
                "{\"n\":3.0} | node 'a': 'n' must be a whole number, not 3.0",
                "{\"n\":5000000000} | node 'a': 'n' must be a whole number, not 5000000000",
                "{\"n\":null} | node 'a': 'n' must be a whole number, not null",
                "{\"n\":[1]} | node 'a': 'n' must be a whole number, not [1]",
            })
    void aFieldOfAnotherKindIsNamed(String text, String message) {
        Fields fields = Fields.of("node 'a'", Json.value(text));
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> fields.integer("n"))
                        .getMessage());
    }

    @Test
    void floatsComeBackExactly() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                Fields read = new Fields("it", Json.read(Json.write(Map.of("x", value))));
                assertEquals(value, read.decimal("x", 0));
            }
        }
    }
}
