package io.github.sknet.train.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.DropPath;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Tensors;
import io.github.sknet.train.torch.TorchRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an exported file does in libtorch when it is trained there. */
class TorchScriptFineTuningTest {

    private static final int BATCH = 8;

    private static boolean oneDnn;

    @TempDir
    private Path folder;

    /** Without oneDNN, which divides by zero where a machine hides its caches. */
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

    private JitModule exported(Graph graph) {
        Path file = folder.resolve("model.pt");
        try {
            TorchScriptExporter.write(graph, Weights.initial(graph, 3), Map.of(), file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return torch.load(file.toString());
    }

    private static Tensor random(Integer... shape) {
        Tensor tensor = Tensor.zeros(List.of(shape));
        Random random = new Random(1);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }

    private static org.bytedeco.pytorch.Tensor forward(JitModule module, Tensor input) {
        return module.forward(new IValueVector(new IValue(Device.CPU.tensor(input))))
                .toTensor();
    }

    private static Map<String, org.bytedeco.pytorch.Tensor> parameters(JitModule module) {
        Map<String, org.bytedeco.pytorch.Tensor> found = new LinkedHashMap<>();
        var parameters = module.named_parameters(true);
        for (var at = parameters.begin(); at.notEquals(parameters.end()); at.increment()) {
            found.put(at.access().name().getString(), at.access().value());
        }
        return found;
    }

    private static Map<String, Tensor> buffers(JitModule module) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        var buffers = module.named_buffers(true);
        for (var at = buffers.begin(); at.notEquals(buffers.end()); at.increment()) {
            found.put(at.access().name().getString(), Tensors.toJava(at.access().value()));
        }
        return found;
    }

    /** One step downhill; returns the loss before it. */
    private static double step(JitModule module, Tensor input, Tensor target) {
        return NativeScope.get(() -> {
            org.bytedeco.pytorch.Tensor loss = torch.mse_loss(forward(module, input), Device.CPU.tensor(target));
            loss.backward();
            NativeScope.withoutGradients(() -> {
                parameters(module).forEach((name, parameter) -> {
                    assertTrue(parameter.grad().defined(), name + " has a gradient");
                    parameter.sub_(parameter.grad(), new Scalar(0.01));
                    parameter.mutable_grad().zero_();
                });
                return null;
            });
            return loss.item_double();
        });
    }

    @Test
    void aFewStepsLowerTheLoss() {
        for (String name : List.of("sknet_tiny", "shufflenetv2_x0_5_sk")) {
            Graph graph = Architecture.of(name, 3, 1).build();
            NativeScope.run(() -> {
                JitModule module = exported(graph);
                parameters(module).forEach((key, value) -> assertTrue(value.requires_grad(), key));
                module.train(true);
                Tensor input = random(BATCH, 1, 64, 64);
                Tensor target = random(BATCH, 3);
                double[] losses = IntStream.range(0, 8)
                        .mapToDouble(i -> step(module, input, target))
                        .toArray();
                assertTrue(losses[7] < 0.9 * losses[0], name + ": " + Arrays.toString(losses));
            });
        }
    }

    @Test
    void runningStatisticsMoveInTrainingAndOnlyThere() {
        Graph graph = Architecture.of("sknet_tiny", 3, 1).build();
        NativeScope.run(() -> {
            JitModule module = exported(graph);
            Tensor input = random(BATCH, 1, 28, 28);
            assertFalse(module.is_training(), "as it is loaded");
            Map<String, Tensor> before = buffers(module);
            Tensor first = Tensors.toJava(forward(module, input));
            assertEquals(before, buffers(module));

            module.train(true);
            assertTrue(module.is_training());
            forward(module, input);
            Map<String, Tensor> after = buffers(module);
            before.forEach((name, values) -> assertNotEquals(values, after.get(name), name));

            module.eval();
            Tensor second = Tensors.toJava(forward(module, input));
            assertEquals(after, buffers(module));
            assertNotEquals(first, second, "the new statistics count");
            assertEquals(second, Tensors.toJava(forward(module, input)));
        });
    }

    /** A dropped value is 0, a kept one divided by 1 − p; a path is dropped for a whole sample. */
    @Test
    void chanceHasAShareInTrainingAndOnlyThere() {
        GraphBuilder b = new GraphBuilder(3);
        b.output("values", b.add("drop", new Dropout(0.75f), b.input()));
        b.output("paths", b.add("block.path", new DropPath(0.5f), b.input()));
        Graph graph = b.build();
        NativeScope.run(() -> {
            JitModule module = exported(graph);
            Tensor ones = random(64, 3, 4, 4);
            Arrays.fill(ones.values(), 1);
            assertEquals(ones, output(module, ones, "values"));
            assertEquals(ones, output(module, ones, "paths"));

            module.train(true);
            Tensor values = output(module, ones, "values");
            assertEquals(List.of(0f, 4f), distinct(values, 0, values.values().length));
            Tensor paths = output(module, ones, "paths");
            for (int n = 0; n < 64; n++) {
                assertEquals(1, distinct(paths, n * 48, (n + 1) * 48).size());
            }
            assertEquals(List.of(0f, 2f), distinct(paths, 0, paths.values().length));

            module.eval();
            assertEquals(ones, output(module, ones, "values"));
            assertEquals(ones, output(module, ones, "paths"));
        });
    }

    private static Tensor output(JitModule module, Tensor input, String name) {
        IValue answer = module.forward(new IValueVector(new IValue(Device.CPU.tensor(input))));
        return Tensors.toJava(answer.toGenericDict().at(new IValue(name)).toTensor());
    }

    private static List<Float> distinct(Tensor tensor, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> tensor.values()[i])
                .distinct()
                .sorted()
                .toList();
    }
}
