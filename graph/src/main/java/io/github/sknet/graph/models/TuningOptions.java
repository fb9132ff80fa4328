package io.github.sknet.graph.models;

import io.github.sknet.graph.backbones.Tuning;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options that families share, and how they are read. */
final class TuningOptions {

    static final String OUTPUT_STRIDE = "outputStride";
    private static final String DROPOUT = "dropout";
    private static final String DROP_PATH = "dropPath";

    private static final Map<String, String> MEANINGS = Map.of(
            OUTPUT_STRIDE, "8, 16 or 32 (as published): below 32, strides become dilations",
            DROPOUT, "probability before the classifier in training, 0 … 1 (0)",
            DROP_PATH, "stochastic depth: probability of the last block in training, 0 … 1 (0)");

    private TuningOptions() {}

    /** Of a classifier whose strides can become dilations. */
    static Map<String, String> dilatable() {
        return describe(OUTPUT_STRIDE, DROPOUT);
    }

    /** Of a residual classifier. */
    static Map<String, String> residual() {
        return describe(OUTPUT_STRIDE, DROPOUT, DROP_PATH);
    }

    /** Of a residual classifier whose strides stay what they are. */
    static Map<String, String> fixedStride() {
        return describe(DROPOUT, DROP_PATH);
    }

    private static Map<String, String> describe(String... names) {
        Map<String, String> described = new LinkedHashMap<>();
        for (String name : names) {
            described.put(name, MEANINGS.get(name));
        }
        return described;
    }

    static Tuning read(Architecture architecture) {
        return new Tuning(
                architecture.option(OUTPUT_STRIDE, 32),
                architecture.decimalOption(DROPOUT, 0),
                architecture.decimalOption(DROP_PATH, 0));
    }
}
