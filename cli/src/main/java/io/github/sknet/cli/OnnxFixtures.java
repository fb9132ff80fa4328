package io.github.sknet.cli;

import io.github.sknet.conformance.comparison.CaseResult;
import io.github.sknet.conformance.comparison.Check;
import io.github.sknet.conformance.comparison.Comparison;
import io.github.sknet.conformance.comparison.ConformanceCase;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.text.FileProblem;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.onnx.importer.ImportedNetwork;
import io.github.sknet.onnx.importer.OnnxImporter;
import io.github.sknet.onnx.importer.OnnxTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * ONNX files with answers, in the two forms that ONNX's own tests have: folders with {@code model.onnx},
 * {@code test_data_set_0/input_0.pb} and {@code output_0.pb}; and {@code light_NAME.onnx} with {@code light_NAME_output_0.pb}, whose
 * input is 0, 1/n, 2/n … of its n values.
 */
final class OnnxFixtures {

    private static final int DEEPEST = 3;

    private static final String SUFFIX = ".onnx";

    private OnnxFixtures() {}

    /**
     * All ONNX files with answers in a folder and the folders below it.
     *
     * @throws IOException when it can't be listed
     */
    static List<ConformanceCase> of(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(file -> fixture(folder, file))
                    .filter(fixture -> Files.exists(fixture.output()))
                    .<ConformanceCase>map(fixture -> fixture)
                    .toList();
        }
    }

    private static OnnxCase fixture(Path folder, Path file) {
        String path = folder.relativize(file).toString();
        if (file.getFileName().toString().equals("model.onnx")) {
            Path data = file.resolveSibling("test_data_set_0");
            String name = path.equals("model.onnx") ? folder.getFileName().toString() : path.replace("/model.onnx", "");
            return new OnnxCase(name, file, Optional.of(data.resolve("input_0.pb")), data.resolve("output_0.pb"), 1e-4);
        }
        String stem = file.getFileName().toString().replace(SUFFIX, "");
        Path output = file.resolveSibling(stem + "_output_0.pb");
        return new OnnxCase(path.replace(SUFFIX, ""), file, Optional.empty(), output, 1e-3);
    }

    /**
     * A file with its answer.
     *
     * @param name its path in the folder
     * @param file the network
     * @param input a tensor in a file; empty for the rule of the light networks
     * @param output a tensor in a file
     * @param tolerance of the largest value that is expected
     */
    private record OnnxCase(String name, Path file, Optional<Path> input, Path output, double tolerance)
            implements ConformanceCase {

        private static final int THREADS = 2;

        @Override
        public String family() {
            return name;
        }

        @Override
        public List<CaseResult> run(List<Engine> engines) {
            try {
                ImportedNetwork network = OnnxImporter.read(file, Optional.empty());
                Tensor image = network.input().layout().fromFile(input(network));
                Tensor expected = OnnxTensors.read(output);
                return engines.stream()
                        .map(engine -> run(engine, network, image, expected))
                        .toList();
            } catch (IOException e) {
                return engines.stream()
                        .map(engine -> CaseResult.failed(name, engine.name(), FileProblem.sentence(e)))
                        .toList();
            }
        }

        private CaseResult run(Engine engine, ImportedNetwork network, Tensor image, Tensor expected) {
            try (Predictor predictor = engine.load(network.graph(), network.weights(), THREADS)) {
                var output = network.outputs().entrySet().iterator().next();
                Tensor found = output.getValue()
                        .toFile(predictor.predict(image, false).outputs().get(output.getKey()));
                Check check = new Check(Check.Kind.OUTPUT, "output", error(expected, found), tolerance);
                return CaseResult.of(name, engine.name(), List.of(check));
            } catch (RuntimeException e) {
                return CaseResult.failed(name, engine.name(), e);
            }
        }

        /** The file's axes may be others than this project's: (N, C, 1, 1) is (N, C) here. */
        private static double error(Tensor expected, Tensor found) {
            if (expected.values().length != found.values().length) {
                throw new IllegalArgumentException(
                        "The output has the shape " + found.shape() + ", not " + expected.shape());
            }
            double[] values = IntStream.range(0, expected.values().length)
                    .mapToDouble(i -> expected.values()[i])
                    .toArray();
            return Comparison.error(values, found.values());
        }

        private Tensor input(ImportedNetwork network) throws IOException {
            if (input.isPresent()) {
                return OnnxTensors.read(input.get());
            }
            List<Integer> shape = network.input().extents().stream()
                    .map(extent -> (int) extent.orElse(1))
                    .toList();
            Tensor ramp = Tensor.zeros(shape);
            int size = ramp.values().length;
            for (int i = 0; i < size; i++) {
                ramp.values()[i] = (float) ((double) i / size);
            }
            return ramp;
        }
    }
}
