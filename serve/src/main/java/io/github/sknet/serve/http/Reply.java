package io.github.sknet.serve.http;

import io.github.sknet.graph.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer that is ready to be sent.
 *
 * @param type its media type
 * @param body its bytes
 * @param headers further headers, by name
 */
public record Reply(String type, byte[] body, Map<String, String> headers) {

    /** The media type of JSON. */
    public static final String JSON = "application/json";

    /** An answer without headers of its own. */
    public Reply(String type, byte[] body) {
        this(type, body, Map.of());
    }

    /** A text of JSON. */
    public static Reply json(String text) {
        return new Reply(JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A value as JSON.
     *
     * @param value of the kinds that {@link Json#write} takes
     */
    public static Reply of(Object value) {
        return json(Json.write(value));
    }
}
