package io.github.sknet.onnx.importer;

import static io.github.sknet.onnx.importer.TestFile.FREE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.reference.ReferenceEngine;
import io.github.sknet.graph.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Single operators and what surrounds them: the imported network computes what ONNX Runtime computes from the file. */
final class OperatorCases {

    static final int OPSET = 17;

    private static final double TOLERANCE = 1e-5;

    private final Map<String, Case> cases = new LinkedHashMap<>();

    /** A file, by a function that adds to it and returns the output's name. */
    private record Case(int opset, int[] axes, Function<TestFile, String> build) {}

    /** A file whose input has the given axes. */
    void add(String name, int opset, int[] axes, Function<TestFile, String> build) {
        cases.put(name, new Case(opset, axes, build));
    }

    /** A file whose input is a batch of two maps of four channels. */
    void map(String name, Function<TestFile, String> build) {
        map(name, OPSET, build);
    }

    /** The same in another operator set. */
    void map(String name, int opset, Function<TestFile, String> build) {
        add(name, opset, new int[] {2, 4, 9, 13}, build);
    }

    Stream<String> names() {
        return cases.keySet().stream();
    }

    /** All whose files name no size. */
    Stream<String> freeNames() {
        return names().filter(name -> cases.get(name).axes().length == 4)
                .filter(name -> !name.matches(".*(same|SAME|shape|under one|sum over all|flattened|channels last"
                        + "|shuffled|linear, [a-z]|by axes|spelled out|tokens).*"
                        + "|group norm spelled out"));
    }

    void verify(String name, Path folder) throws IOException {
        Case file = cases.get(name);
        compare(name, file, TestFile.of(file.opset(), file.axes()), Optional.empty(), folder);
    }

    /** Where the file leaves sizes free, the network has them free, and is right at another size, too. */
    void verifyFree(String name, Path folder) throws IOException {
        Case file = cases.get(name);
        TestFile free = TestFile.of(file.opset(), FREE, file.axes()[1], FREE, FREE);
        compare(name, file, free, Optional.of(new Size(12, 18)), folder);
    }

    private static void compare(String name, Case file, TestFile builder, Optional<Size> size, Path folder)
            throws IOException {
        Path path = builder.output(file.build().apply(builder)).write(folder);
        ImportedNetwork network = OnnxImporter.read(path, Optional.empty());
        ImportCheck.compare(path, network, size, new ReferenceEngine())
                .values()
                .forEach(
                        difference -> assertTrue(difference.relative() < TOLERANCE, name + " is off by " + difference));
    }
}
