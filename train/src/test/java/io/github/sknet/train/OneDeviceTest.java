package io.github.sknet.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.classify.CrossEntropy;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.optim.AdamW;
import io.github.sknet.train.optim.FlatParameters;
import io.github.sknet.train.optim.MovingAverage;
import io.github.sknet.train.optim.Optimiser;
import io.github.sknet.train.optim.Sgd;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/**
 * All of a training step lies on the module's device. What can be computed without values is, on libtorch's device {@code meta},
 * which refuses to be mixed with the processor; of the rest, the byte code shows where tensors are made and read.
 */
class OneDeviceTest {

    private static final Device META = new Device("meta");

    private static final String TORCH = "org/bytedeco/pytorch/";
    private static final Pattern FACTORY = Pattern.compile("// Method " + TORCH
            + "(?:(?:Abstract)?Tensor\\.create|global/torch\\.(?:arange|empty|empty_strided|eye|from_blob|full|linspace|"
            + "logspace|normal|ones|rand|randint|randn|randperm|range|scalar_tensor|tensor|zeros)):");
    private static final Pattern MEMORY = Pattern.compile(
            "// Method " + TORCH + "\\w+\\.(?:\\w*data_ptr\\w*|createBuffer|createIndexer|asBuffer|asByteBuffer):");
    private static final Pattern PROCESSOR = Pattern.compile("// Field \\S*CPU:Lio/github/sknet/train/torch/Device;");

    @Test
    void tensorsAreMadeByDevicesAndReadInOnePlace() throws IOException, URISyntaxException {
        Map<String, String> code = code();
        assertTrue(code.size() > 50, "classes: " + code.size());
        assertEquals(Set.of("torch/Device"), users(FACTORY, code), "make tensors");
        assertEquals(Set.of("torch/Tensors"), users(MEMORY, code), "read the memory of tensors");
        assertEquals(
                Set.of(
                        "torch/Device",
                        "torch/Hardware",
                        "torch/Tensors",
                        "module/GraphModule",
                        "torchscript/ModuleTree"),
                users(PROCESSOR, code),
                "choose the processor: what Java reads and copies from, modules of whom nothing else was asked, and files");
    }

    @Test
    void parametersAndWhatOptimisersKeepOfThem() {
        Graph graph = Models.named("sknet_tiny").build();
        for (boolean adaptive : new boolean[] {false, true}) {
            try (GraphModule module = new GraphModule(graph, Weights.initial(graph, 1), META);
                    FlatParameters flat = new FlatParameters(module);
                    Optimiser optimiser =
                            adaptive ? new AdamW(flat, 0.9, 0.99, 1e-8, 0.1) : new Sgd(flat, 0.9, true, 0.1);
                    MovingAverage average = new MovingAverage(module, 0.9)) {
                assertEquals(META, module.device());
                module.forEachTensor((spec, tensor) -> {
                    assertEquals(META, Device.of(tensor));
                    if (spec.role().trained()) {
                        assertEquals(META, Device.of(tensor.grad()));
                    }
                });
                flat.groups().forEach(group -> {
                    assertEquals(META, Device.of(group.values()));
                    assertEquals(META, Device.of(group.gradients()));
                });
                optimiser.step(0.1);
                flat.zeroGradients();
                average.update(1);
            }
        }
    }

    @Test
    void crossEntropyIsWhereLogitsAre() {
        NativeScope.run(() -> {
            Tensor logits = META.zeros(2, 3).set_requires_grad(true);
            CrossEntropy weighted = new CrossEntropy(0.1, List.of(1.0, 2.0, 3.0));
            int[] labels = {0, 2};
            assertEquals(META, Device.of(weighted.mean(logits, labels)));
            assertEquals(META, Device.of(weighted.mean(logits, labels, new int[] {1, 1}, new float[] {0.3f, 0.6f})));
        });
    }

    private static Set<String> users(Pattern pattern, Map<String, String> code) {
        Set<String> users = new TreeSet<>();
        code.forEach((name, text) -> {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                users.add(name);
            }
        });
        return users;
    }

    /** The byte code of this module's classes by name, without the package that they share. */
    private static Map<String, String> code() throws IOException, URISyntaxException {
        Path classes = Path.of(GraphModule.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path ours = classes.resolve("io/github/sknet/train");
        Map<String, String> code = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ours)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                int status = ToolProvider.findFirst("javap")
                        .orElseThrow()
                        .run(
                                new PrintStream(text, true, StandardCharsets.UTF_8),
                                System.err,
                                "-p",
                                "-c",
                                file.toString());
                assertEquals(0, status, file.toString());
                String name = ours.relativize(file).toString().replaceAll("(\\$.*)?\\.class$", "");
                code.merge(name.replace('\\', '/'), text.toString(StandardCharsets.UTF_8), String::concat);
            }
        }
        return code;
    }
}
