package io.github.sknet.train.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.conformance.operations.Operations;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.engine.TorchEngine;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Tensors;
import io.github.sknet.train.torch.TorchRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.ExtraFilesMap;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorchScriptExporterTest {

    private static boolean oneDnn;

    @TempDir
    private Path folder;

    /** Numbers are compared here, not speed: without oneDNN, which divides by zero where a machine hides its caches. */
    @BeforeAll
    static void startWithoutOneDnn() {
        TorchRuntime.start();
        oneDnn = torch.globalContext().userEnabledMkldnn();
        torch.globalContext().setUserEnabledMkldnn(false);
    }

    @AfterAll
    static void restoreOneDnn() {
        torch.globalContext().setUserEnabledMkldnn(oneDnn);
    }

    private static ModelFile model(String name) {
        Architecture architecture = Architecture.of(name, 3, 3);
        return ModelFile.of(architecture, Weights.initial(architecture.build(), 3))
                .withLabels(List.of("cat", "dog", "größte Eule"));
    }

    private static Tensor input(int batch, int channels, int height, int width) {
        Tensor input = Tensor.zeros(List.of(batch, channels, height, width));
        Random random = new Random(1);
        for (int i = 0; i < input.values().length; i++) {
            input.values()[i] = (float) random.nextGaussian();
        }
        return input;
    }

    private static IValue forward(JitModule module, Tensor input) {
        return module.forward(new IValueVector(new IValue(Device.CPU.tensor(input))));
    }

    @Test
    void theFileGivesTheEnginesOutputs() throws IOException {
        for (String name : List.of("sknet_seed", "skresnet18", "shufflenetv2_x0_5_sk")) {
            ModelFile model = model(name);
            Path file = folder.resolve(name + ".pt");
            TorchScriptExporter.write(model, file);
            try (Predictor engine = new TorchEngine().load(model.graph(), model.weights(), 1)) {
                NativeScope.run(() -> {
                    JitModule loaded = torch.load(file.toString());
                    for (Tensor input : List.of(input(1, 3, 64, 64), input(3, 3, 70, 97))) {
                        Tensor found = Tensors.toJava(forward(loaded, input).toTensor());
                        assertClose(engine.predict(input, false).output(), found);
                    }
                });
            }
        }
    }

    private static void assertClose(Tensor expected, Tensor found) {
        assertEquals(expected.shape(), found.shape());
        double largest = 0;
        for (float value : expected.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.values().length; i++) {
            assertEquals(expected.values()[i], found.values()[i], 1e-5 * largest);
        }
    }

    static Stream<ReferenceCase> operations() {
        return Operations.cases();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theModuleComputesWhatTheNetworkIs(ReferenceCase operation) {
        operation.withoutAttention().verify(new ExportedModule());
    }

    /** An export as an engine without attention. */
    private static final class ExportedModule implements Engine {

        @Override
        public String name() {
            return "torchscript";
        }

        @Override
        public Predictor load(Graph graph, Weights weights, int threads) {
            JitModule module = TorchScriptExporter.toModule(graph, weights);
            return new Predictor() {
                @Override
                public Prediction predict(Tensor input, boolean attention) {
                    return new Prediction(NativeScope.get(() -> outputs(graph, forward(module, input))), Map.of());
                }

                @Override
                public void close() {
                    module.close();
                }
            };
        }

        private static Map<String, Tensor> outputs(Graph graph, IValue answer) {
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            for (String name : graph.outputs().keySet()) {
                IValue output =
                        answer.isTensor() ? answer : answer.toGenericDict().at(new IValue(name));
                outputs.put(name, Tensors.toJava(output.toTensor()));
            }
            return outputs;
        }
    }

    @Test
    void theStateDictionaryHasTheCheckpointsNames() throws IOException {
        ModelFile model = model("shufflenetv2_x0_5_sk");
        Path file = folder.resolve("model.pt");
        TorchScriptExporter.write(model, file);
        NativeScope.run(() -> {
            JitModule loaded = torch.load(file.toString());
            Map<String, Tensor> found = new LinkedHashMap<>();
            var parameters = loaded.named_parameters(true);
            for (var at = parameters.begin(); at.notEquals(parameters.end()); at.increment()) {
                found.put(
                        at.access().name().getString(),
                        Tensors.toJava(at.access().value()));
            }
            var buffers = loaded.named_buffers(true);
            for (var at = buffers.begin(); at.notEquals(buffers.end()); at.increment()) {
                found.put(
                        at.access().name().getString(),
                        Tensors.toJava(at.access().value()));
            }
            assertEquals(new TreeSet<>(model.weights().tensors().keySet()), new TreeSet<>(found.keySet()));
            assertEquals(model.weights().tensors(), found);
        });
    }

    @Test
    void labelsAndMetadataComeAlong() throws IOException {
        ModelFile model = model("sknet_tiny");
        Path file = folder.resolve("model.pt");
        TorchScriptExporter.write(model, file);
        assertEquals("cat\ndog\ngrößte Eule\n", Files.readString(folder.resolve("synset.txt")));
        NativeScope.run(() -> {
            ExtraFilesMap extra = new ExtraFilesMap();
            BytePointer key = new BytePointer("sknet.labels");
            extra.put(key, new BytePointer(""));
            torch.load(file.toString(), new DeviceOptional(), extra);
            assertEquals(
                    "[\"cat\",\"dog\",\"größte Eule\"]",
                    extra.get(key).getString(java.nio.charset.StandardCharsets.UTF_8));
        });
    }

    @Test
    void whatCannotBeWrittenIsSaidAndLeavesNothing() throws IOException {
        Path file = folder.resolve("nowhere").resolve("model.pt");
        String message = assertThrows(IOException.class, () -> TorchScriptExporter.write(model("sknet_tiny"), file))
                .getMessage();
        assertTrue(message.contains(file.toString()) && message.contains("there is no folder"), message);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
