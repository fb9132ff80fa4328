package io.github.sknet.cli;

import io.github.sknet.vision.VisionModels;
import picocli.CommandLine.Option;

/** Which engine computes, and on how many threads. */
final class EngineOptions {

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = VisionModels.DEFAULT_ENGINE,
            description = "java (the default, no native code), java-scalar, onnx or torch.")
    String engine;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use; all processors if not given.")
    private Integer threads;

    /**
     * The number of threads.
     *
     * @throws IllegalArgumentException when fewer than one is asked for
     */
    int threads() {
        return Threads.orAll(threads);
    }
}
