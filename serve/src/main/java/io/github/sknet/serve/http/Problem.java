package io.github.sknet.serve.http;

import io.github.sknet.graph.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Why a request gets no answer, as RFC 9457 has it. {@code error} repeats the sentence, as clients of the Open Inference Protocol
 * expect.
 *
 * @param status HTTP's
 * @param detail one sentence
 * @param retrySeconds after how many seconds it may be tried again; empty where that is of no use
 */
public record Problem(int status, String detail, OptionalInt retrySeconds) {

    /** The media type of problems. */
    public static final String TYPE = "application/problem+json";

    /** A problem that trying again does not solve. */
    public Problem(int status, String detail) {
        this(status, detail, OptionalInt.empty());
    }

    /** A problem that may be gone after a while. */
    public static Problem passing(int status, String detail, int retrySeconds) {
        return new Problem(status, detail, OptionalInt.of(retrySeconds));
    }

    /** The body of an answer. */
    public byte[] json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "about:blank");
        json.put("title", HttpStatus.getMessage(status));
        json.put("status", status);
        json.put("detail", detail);
        json.put("error", detail);
        return Json.write(json).getBytes(StandardCharsets.UTF_8);
    }
}
