package io.github.sknet.train.module;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelAffine;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.SKConv;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Precision;
import io.github.sknet.train.torch.Tensors;
import io.github.sknet.train.torch.TorchRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class GraphModuleTest {

    private static Tensor random(Integer... shape) {
        Tensor tensor = Tensor.zeros(List.of(shape));
        Random random = new Random(1);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }

    private static Tensor forward(GraphModule module, Tensor input) {
        return NativeScope.get(() -> Tensors.toJava(module.forward(Device.CPU.tensor(input))));
    }

    @Test
    void parametersHaveTheirPyTorchNames() {
        Graph graph = Models.named("sknet_tiny").build();
        try (GraphModule module = new GraphModule(graph, 1)) {
            List<String> names = new ArrayList<>();
            NativeScope.run(() -> {
                addNames(module.named_parameters(), names);
                addNames(module.named_buffers(), names);
            });
            assertEquals(graph.parameters().keySet(), Set.copyOf(names));
            assertEquals(graph.parameters().size(), names.size(), "each is registered once");
        }
    }

    private static void addNames(StringTensorDict tensors, List<String> names) {
        for (int i = 0; i < tensors.size(); i++) {
            names.add(tensors.get(i).key().getString());
        }
    }

    @Test
    void weightsComeOutAsTheyWentIn() {
        Graph graph = new SKConv(16, 8, 3, 4, 2).graph();
        Weights weights = Weights.initial(graph, 5);
        try (GraphModule module = new GraphModule(graph, weights)) {
            assertEquals(weights, module.weights());
        }
    }

    /** Eight bits in place of 24: outputs and gradients are off by some hundredths. */
    @Test
    void bfloat16IsFloatWithFewerBits() {
        assumeTrue(TorchRuntime.start().denseBfloat16(), "the processor has no AVX-512");
        for (String name : List.of("airbench_cifar", "skairbench_cifar")) {
            Graph graph = Models.named(name).build();
            Tensor input = random(4, graph.inputChannels(), 64, 64);
            try (GraphModule module = new GraphModule(graph, 1)) {
                Device.CPU.require(Precision.BFLOAT16, graph);
                module.train(true);
                double exact = gradientNorm(module, input, Precision.FLOAT32);
                assertEquals(1, gradientNorm(module, input, Precision.BFLOAT16) / exact, 0.1, name);
            }
        }
    }

    /** Maps, logits and shares may come in different precisions. */
    @Test
    void selectionsOfEveryKindTrainInBfloat16() {
        assumeTrue(TorchRuntime.start().denseBfloat16(), "the processor has no AVX-512");
        Tensor input = random(4, 16, 12, 12);
        for (Select.Gate gate : Select.Gate.values()) {
            for (Select.Extent extent : Select.Extent.values()) {
                for (int branches = 1; branches <= 3; branches++) {
                    Select select = new Select(branches, gate, extent);
                    try (GraphModule module = new GraphModule(selection(select), 1)) {
                        module.train(true);
                        double exact = gradientNorm(module, input, Precision.FLOAT32);
                        double rough = gradientNorm(module, input, Precision.BFLOAT16);
                        assertEquals(1, rough / exact, 0.1, select::toString);
                    }
                }
            }
        }
    }

    /** A selection among convolutions of 16 channels. */
    private static Graph selection(Select select) {
        GraphBuilder b = new GraphBuilder(16);
        List<Node> inputs = new ArrayList<>();
        for (int m = 0; m < select.branches(); m++) {
            inputs.add(b.add("branch" + m, Conv2d.of(16, 16, Window.of(3).padding(1)), b.input()));
        }
        inputs.add(
                select.extent() == Select.Extent.CHANNEL
                        ? b.add("logits", Linear.of(16, 16 * select.branches()), b.add("fuse", new Fuse(), inputs))
                        : b.add(
                                "logits",
                                Conv2d.of(16, select.branches(), Window.of(3).padding(1)),
                                b.input()));
        b.output("y", b.add("select", select, inputs));
        return b.build();
    }

    /** Depthwise convolutions are right in bfloat16 only where the system reports the processor's caches. */
    @Test
    void bfloat16IsRefusedWhereItIsWrong() {
        TorchRuntime runtime = TorchRuntime.start();
        assumeFalse(runtime.bfloat16(), "the system reports the processor's caches");
        Graph graph = Models.named("shufflenetv2_x0_5_sk").build();
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Device.CPU.require(Precision.BFLOAT16, graph));
        assertTrue(refused.getMessage().endsWith("use float32"), refused.getMessage());
        Device.CPU.require(Precision.FLOAT32, graph);
    }

    /** Of the sum of the squares of all outputs. */
    private static double gradientNorm(GraphModule module, Tensor input, Precision precision) {
        return NativeScope.get(() -> {
            precision
                    .call(Device.CPU, () -> module.forward(Device.CPU.tensor(input), false))
                    .outputs()
                    .values()
                    .stream()
                    .map(output -> output.to(torch.ScalarType.Float).square().mean())
                    .reduce(org.bytedeco.pytorch.Tensor::add)
                    .orElseThrow()
                    .backward();
            double squares = 0;
            for (Map.Entry<String, ParameterSpec> parameter :
                    module.graph().parameters().entrySet()) {
                org.bytedeco.pytorch.Tensor gradient =
                        module.tensor(parameter.getKey()).grad();
                if (parameter.getValue().role().trained() && gradient.defined()) {
                    squares += gradient.square().sum().item_double();
                    gradient.zero_();
                }
            }
            return Math.sqrt(squares);
        });
    }

    /** A user's module with a graph in the middle: mode and gradients reach it, its parameters are listed. */
    @Test
    void isAModuleLikeAnyOther() {
        Graph graph = new SKConv(8, 8, 2, 4, 2).graph();
        Module user = new Module("user");
        GraphModule middle = user.register_module("middle", new GraphModule(graph, 1));
        LinearImpl head = user.register_module("head", new LinearImpl(8, 3));
        user.eval();
        assertFalse(middle.is_training());
        user.train(true);
        assertTrue(middle.is_training());
        List<String> names = new ArrayList<>();
        NativeScope.run(() -> {
            addNames(user.named_parameters(), names);
            org.bytedeco.pytorch.Tensor map = middle.forward(Device.CPU.tensor(random(2, 8, 6, 6)));
            head.forward(map.mean(2, 3)).sum().backward();
            assertTrue(middle.tensor("convs.1.0.weight").grad().norm().item_double() > 0);
        });
        assertTrue(names.contains("middle.convs.0.0.weight"), names::toString);
        assertTrue(names.contains("head.weight"), names::toString);
    }

    @Test
    void attentionOfEachSelectionSumsToOne() {
        for (int branches = 1; branches <= 3; branches++) {
            Graph graph = new SKConv(8, 8, branches, 4, 2).graph();
            int m = branches;
            try (GraphModule module = new GraphModule(graph, 3)) {
                module.eval();
                Tensor attention =
                        NativeScope.get(() -> Tensors.toJava(module.forward(Device.CPU.tensor(random(2, 8, 6, 6)), true)
                                .attention()
                                .get(graph.selections().get(0).name())));
                assertEquals(List.of(2, m, 8), attention.shape());
                for (int n = 0; n < 2; n++) {
                    for (int c = 0; c < 8; c++) {
                        float sum = 0;
                        for (int branch = 0; branch < m; branch++) {
                            sum += attention.values()[(n * m + branch) * 8 + c];
                        }
                        assertEquals(1, sum, 1e-6);
                    }
                }
            }
        }
    }

    /** Writing over values that nobody reads again changes no result: each kept value keeps its node from doing so. */
    @Test
    void inPlaceStepsChangeNothing() {
        Graph graph = Models.named("sknet_tiny").build();
        Map<String, String> all = new LinkedHashMap<>(graph.outputs());
        graph.nodes().forEach(node -> all.put(node.name(), node.name()));
        Weights weights = Weights.initial(graph, 2);
        Tensor input = random(2, 1, 28, 28);
        try (GraphModule module = new GraphModule(graph, weights);
                GraphModule keeping = new GraphModule(graph.withOutputs(all), weights)) {
            assertArrayEquals(
                    forward(keeping, input).values(), forward(module, input).values());
            assertEquals(keeping.weights(), module.weights(), "running statistics");
        }
    }

    @Test
    void frozenNodesStayAsTheyAre() {
        Graph graph = Models.named("sknet_tiny").build();
        try (GraphModule module = new GraphModule(graph, 1)) {
            Weights before = module.weights();
            Set<String> frozen = module.freeze(name -> name.startsWith("basic_conv."));
            assertEquals(Set.of("basic_conv.0", "basic_conv.1"), frozen);
            NativeScope.run(() -> module.forward(Device.CPU.tensor(random(2, 1, 28, 28)))
                    .sum()
                    .backward());
            assertEquals(
                    before.get("basic_conv.1.running_mean"), module.weights().get("basic_conv.1.running_mean"));
            assertFalse(module.tensor("basic_conv.0.weight").grad().defined());
            assertTrue(module.tensor("stage_1.0.feas.0.weight").grad().defined());
        }
    }

    /** A layer scale's parameter is named as its node. */
    @Test
    void parametersWithoutAModuleAreFrozenByTheirNode() {
        GraphBuilder b = new GraphBuilder(4);
        var scaled = b.add("gamma", new ChannelAffine(4, false, 1), b.input());
        b.output("y", b.add("block.gamma", new ChannelAffine(4, false, 1), scaled));
        try (GraphModule module = new GraphModule(b.build(), 1)) {
            assertEquals(Set.of("block.gamma"), module.freeze("block.gamma"::equals));
            NativeScope.run(() ->
                    module.forward(Device.CPU.tensor(random(2, 4, 3, 3))).sum().backward());
            assertFalse(module.tensor("block.gamma").grad().defined());
            assertTrue(module.tensor("gamma").grad().defined());
        }
    }

    @Test
    void wrongInputsAreNamed() {
        try (GraphModule module = new GraphModule(Models.named("sknet_tiny").build(), 1)) {
            IllegalArgumentException channels =
                    assertThrows(IllegalArgumentException.class, () -> forward(module, random(2, 3, 28, 28)));
            assertEquals("The network takes inputs of shape (N, 1, H, W), not [2, 3, 28, 28]", channels.getMessage());
        }
    }

    @Test
    void oneSampleHasNoVarianceAfterGlobalPooling() {
        GraphBuilder b = new GraphBuilder(4);
        var map = b.add("conv", Conv2d.of(4, 4, Window.of(1)), b.input());
        var pooled = b.add("pool", new GlobalAveragePool(), map);
        b.output("logits", b.add("head", Linear.of(4, 2), b.add("norm", BatchNorm.of(4), pooled)));
        try (GraphModule module = new GraphModule(b.build(), 1)) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> forward(module, random(1, 4, 5, 5)));
            assertTrue(refused.getMessage().contains("'norm'"), refused.getMessage());
            assertEquals(List.of(2, 2), forward(module, random(2, 4, 5, 5)).shape());
            module.eval();
            assertEquals(List.of(1, 2), forward(module, random(1, 4, 5, 5)).shape());
        }
    }
}
