package io.github.sknet.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * How JSON from files of unknown origin is read: strictly, and within limits. A name that appears twice, anything after the
 * value, a number or a name of absurd length, and deep nesting are errors.
 */
public final class UntrustedJson {

    /** A tensor takes about fifteen tokens; a token can take a hundred times its one byte in memory. */
    private static final long MAX_TOKENS = 2_000_000;

    private static final int MAX_DEPTH = 100;

    /** Reads and writes; safe for several threads. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MAX_TOKENS)
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private UntrustedJson() {}
}
