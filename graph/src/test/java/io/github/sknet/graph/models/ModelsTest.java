package io.github.sknet.graph.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.ParameterList;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.DropPath;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Summary;
import io.github.sknet.graph.classify.ClassifyTask;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks the registry: every model against the counts of its origin, at several sizes, channels, classes and options. */
class ModelsTest {

    static List<RegisteredModel> classifiers() {
        return Models.of(new ClassifyTask());
    }

    static Stream<RegisteredModel> dilatable() {
        return classifiers().stream().filter(model -> model.options().containsKey("outputStride"));
    }

    static Stream<RegisteredModel> residual() {
        return Models.all().stream().filter(model -> model.options().containsKey("dropPath"));
    }

    static Stream<RegisteredModel> inTable2() {
        return Models.all().stream()
                .filter(model -> model.published().isPresent()
                        && model.published().get().source().endsWith("table 2"));
    }

    @ParameterizedTest
    @CsvSource({
        // The seed repository's own count.
        "sknet_seed, 10453322",
        // The official Caffe files of the paper.
        "sknet26, 16746408",
        "sknet50, 27479784",
        "sknet101, 48686760",
        // torchvision and timm.
        "resnet18, 11689512",
        "resnet34, 21797672",
        "resnet50, 25557032",
        "resnext50_32x4d, 25028904",
        "resnext101_32x4d, 44177704",
        "senet50, 27559896",
        "senet101, 48955416",
        "skresnet18, 11958056",
        "skresnet34, 22282376",
        "skresnet50, 25803160",
        "skresnet50d, 25822392",
        "skresnext50_32x4d, 27479784",
        // PytorchInsight and syt2/SKNet.
        "sk_resnet50, 26154496",
        "sknet26_syt2, 16754088",
        // timm's ResNeSts.
        "resnest14d, 10611688",
        "resnest26d, 17069448",
        "resnest50d, 27483240",
        "resnest50d_1s4x24d, 25677000",
        "resnest50d_4s2x40d, 30417592",
        "resnest101e, 48275016",
        // zcablii/LSKNet's backbones (3990190 and 13840892), and a linear layer for 1000 classes.
        "lsknet_t, 4247190",
        "lsknet_s, 14353892",
        "shufflenetv2_x0_5, 1366792",
        "shufflenetv2_x1_0, 2278604",
        // By the formula: convolutions, BatchNorms and classifier of three stages of three blocks.
        "resnext29_cifar, 25136970"
    })
    void parameterCountsAreThoseOfTheOrigin(String name, long parameters) {
        RegisteredModel model = Models.named(name);
        assertEquals(
                parameters,
                Summary.of(model.build(), model.size(), model.size()).parameters());
    }

    @Test
    void parametersAreNamedTheSameWhereDigitsAreWrittenOtherwise() {
        Locale usual = Locale.getDefault();
        for (RegisteredModel model : Models.all()) {
            List<String> parameters = ParameterList.of(model.build());
            Locale.setDefault(new Locale("ar", "EG"));
            try {
                assertEquals(parameters, ParameterList.of(model.build()));
            } finally {
                Locale.setDefault(usual);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"sknet50, 4463", "sknet101, 8449", "resnet18, 1814", "resnet50, 4089", "resnext50_32x4d, 4230"})
    void multiplyAccumulatesAreThoseOfTheOrigin(String name, long millions) {
        assertEquals(
                millions,
                Math.round(Summary.of(Models.named(name).build(), 224, 224).macs() / 1e6));
    }

    @ParameterizedTest
    @MethodSource("inTable2")
    void countsAreWithinOnePercentOfThePaper(RegisteredModel model) {
        Published published = model.published().orElseThrow();
        ModelInfo info = ModelInfo.of(model);
        assertEquals(1, (double) info.parameters() / published.parameters(), 0.01);
        assertEquals(1, (double) info.macs() / published.macs().orElseThrow(), 0.01);
    }

    @ParameterizedTest
    @CsvSource({
        "airbench_cifar, skairbench_cifar",
        "airbench_cifar, seairbench_cifar",
        "resnet20_cifar, skresnet20_cifar",
        "resnet20_cifar, seresnet20_cifar",
        "resnext29_cifar, sknet29_cifar"
    })
    void theSmallModelsThatAreComparedCostTheSame(String plain, String other) {
        long macs = Summary.of(Models.named(plain).build(), 32, 32).macs();
        assertEquals(1, (double) Summary.of(Models.named(other).build(), 32, 32).macs() / macs, 0.001);
    }

    @Test
    void shuffleNetCostsWhatThePaperSaysButForItsPlainNetwork() {
        long se = ModelInfo.of(Models.named("shufflenetv2_x1_0_se")).macs();
        long sk = ModelInfo.of(Models.named("shufflenetv2_x1_0_sk")).macs();
        assertEquals(1, se / 141.73e6, 0.025);
        assertEquals(1, sk / 145.66e6, 0.025);
        // What SK costs beyond SE does not depend on the plain network.
        assertEquals(1, (sk - se) / (145.66e6 - 141.73e6), 0.1);
    }

    @ParameterizedTest
    @CsvSource({
        "skresnet18, skresnet18",
        "skresnet50, skresnet50",
        "skresnext50_32x4d, skresnext50_32x4d",
        "resnest14d, resnest14d",
        "sknet50, skresnext50_32x4d",
        "sknet_seed, sknet-cifar10"
    })
    void parametersAreTheOriginalsByNameShapeRoleAndOrder(String name, String list) {
        assertEquals(ParameterList.of(list), ParameterList.of(Models.named(name).build()));
    }

    @ParameterizedTest
    @CsvSource({
        "resnet18, layer2.0.downsample.0.weight",
        "resnet18, layer1.1.bn2.running_var",
        "resnext50_32x4d, layer4.2.conv3.weight",
        "senet50, layer1.0.se.fc1.bias",
        "skresnet50d, conv1.6.weight",
        "skresnet50d, layer1.0.downsample.1.weight",
        "skresnet50d, layer2.0.downsample.2.bias",
        "resnest50d_4s2x40d, layer1.0.conv2.fc2.bias",
        "resnest101e, conv1.6.weight",
        "lsknet_t, block3.4.layer_scale_2",
        "lsknet_t, block1.0.attn.spatial_gating_unit.conv_squeeze.bias",
        "lsknet_s, block4.1.mlp.dwconv.dwconv.weight",
        "lsknet_s, norm4.bias",
        "lsknet_s, head.weight",
        "shufflenetv2_x1_0, stage3.0.branch1.3.running_mean",
        "shufflenetv2_x1_0, stage4.3.branch2.6.weight",
        "shufflenetv2_x1_0, conv5.1.weight",
        "shufflenetv2_x1_0_sk, stage2.0.branch2.3.paths.1.conv.weight",
        "shufflenetv2_x1_0_se, stage2.0.se.fc2.weight"
    })
    void parametersAreNamedAsInPyTorch(String name, String parameter) {
        assertTrue(Models.named(name).build().parameters().containsKey(parameter));
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void everyClassifierTakesOtherClassesChannelsAndSizes(RegisteredModel model) {
        for (int channels : new int[] {1, 3, 5}) {
            Graph graph = model.build(new Architecture(model.name(), 7, channels, Map.of()));
            String logits = graph.outputs().get("logits");
            assertEquals(
                    Shape.vector(7), graph.shapes(model.size(), model.size()).get(logits));
            assertEquals(Shape.vector(7), graph.shapes(64, 96).get(logits));
            assertEquals(channels, graph.inputChannels());
        }
    }

    static Stream<RegisteredModel> backbones() {
        return classifiers().stream().filter(model -> model.build().features().containsKey("C5"));
    }

    @ParameterizedTest
    @MethodSource("backbones")
    void featuresHaveTheScalesOfTheirNames(RegisteredModel model) {
        Graph graph = model.build();
        Map<String, Shape> shapes = graph.shapes(256, 320);
        assertEquals(
                List.of("C2", "C3", "C4", "C5"), List.copyOf(graph.features().keySet()));
        graph.features().forEach((feature, node) -> {
            int stride = 1 << feature.charAt(1) - '0';
            assertEquals(256 / stride, shapes.get(node).height(), feature);
            assertEquals(320 / stride, shapes.get(node).width(), feature);
        });
    }

    @ParameterizedTest
    @MethodSource("dilatable")
    void outputStrideTurnsStridesIntoDilations(RegisteredModel model) {
        Graph published = model.build();
        for (int outputStride : new int[] {8, 16}) {
            Graph graph = model.build(model.defaults().withOption("outputStride", Integer.toString(outputStride)));
            Map<String, Shape> shapes = graph.shapes(256, 320);
            graph.features().forEach((feature, node) -> {
                int stride = Math.min(1 << feature.charAt(1) - '0', outputStride);
                assertEquals(256 / stride, shapes.get(node).height(), feature);
            });
            // The only block of a stage of resnest14d is a first one, which keeps the earlier dilation.
            int earlier = model.name().equals("resnest14d") ? 2 : 1;
            assertEquals(
                    32 / outputStride / earlier * largestDilation(published),
                    largestDilation(graph),
                    "dilation of the last stage");
            if (!model.name().equals("skresnet50d")) {
                assertEquals(published.parameters().keySet(), graph.parameters().keySet());
            }
        }
    }

    private static int largestDilation(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.op() instanceof Conv2d)
                .mapToInt(node -> dilation(graph, node.name()))
                .max()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "4", "64", "-8"})
    void otherOutputStridesAreRefused(String stride) {
        Architecture architecture = Architecture.of("sknet50", 10, 3).withOption("outputStride", stride);
        String message = assertThrows(IllegalArgumentException.class, architecture::build)
                .getMessage();
        assertEquals("The output stride must be 8, 16 or 32, not " + stride, message);
    }

    @Test
    void theFirstBlockOfADilatedStageKeepsTheEarlierDilation() {
        // torchvision's and timm's previous_dilation.
        Graph graph = Architecture.of("resnet50", 10, 3)
                .withOption("outputStride", "8")
                .build();
        assertEquals(1, dilation(graph, "layer3.0.conv2"));
        assertEquals(2, dilation(graph, "layer3.1.conv2"));
        assertEquals(2, dilation(graph, "layer4.0.conv2"));
        assertEquals(4, dilation(graph, "layer4.2.conv2"));
    }

    private static int dilation(Graph graph, String node) {
        return ((Conv2d) graph.node(node).op()).window().dilation().height();
    }

    @ParameterizedTest
    @MethodSource("residual")
    void dropPathGrowsLinearlyFromZero(RegisteredModel model) {
        Graph graph = model.build(model.defaults().withOption("dropPath", "0.2"));
        // LSKNet's blocks have two paths each.
        List<Float> rates = graph.nodes().stream()
                .filter(node -> node.op() instanceof DropPath)
                .map(node -> ((DropPath) node.op()).probability())
                .distinct()
                .toList();
        int blocks = rates.size() + 1;
        for (int i = 1; i < blocks; i++) {
            assertEquals(0.2f * i / (blocks - 1), rates.get(i - 1), 1e-6);
        }
        assertEquals(model.build().parameters(), graph.parameters());
    }

    @Test
    void dropoutStandsBeforeTheClassifier() {
        for (RegisteredModel model : Models.all()) {
            if (model.options().containsKey("dropout")) {
                Graph graph = model.build(model.defaults().withOption("dropout", "0.5"));
                assertEquals(new Dropout(0.5f), graph.node("dropout").op());
                assertEquals(
                        List.of("dropout"),
                        graph.node(graph.outputs().get("logits")).inputs());
            }
        }
    }

    @Test
    void thePapersNetworksHaveItsMomentumAndStem() {
        Graph graph = Models.named("sknet50").build();
        graph.nodes().stream()
                .filter(node -> node.op() instanceof BatchNorm)
                .forEach(node -> assertEquals(0.05f, ((BatchNorm) node.op()).momentum(), node.name()));
        // Caffe's pooling rounds up and has no padding: 112 → 56, 15 → 7.
        assertEquals(Shape.map(64, 56, 56), graph.shapes(224, 224).get("maxpool"));
        assertEquals(Shape.map(64, 7, 7), graph.shapes(30, 30).get("maxpool"));
        assertEquals(
                Shape.map(64, 8, 8),
                Models.named("skresnext50_32x4d").build().shapes(30, 30).get("maxpool"));
    }

    @Test
    void branchesOfThePapersNetworksCanBeCounted() {
        Graph graph =
                Architecture.of("sknet26", 10, 3).withOption("branches", "3").build();
        assertEquals(3, dilation(graph, "layer1.0.conv2.paths.2.conv"));
        assertEquals(8, graph.selections().size());
    }

    @Test
    void widthAndBlocksShapeTheSmallNetworks() {
        Graph graph = Architecture.of("skresnet20_cifar", 10, 3)
                .withOption("width", "32")
                .withOption("blocks", "2")
                .build();
        assertEquals(6, graph.selections().size());
        assertEquals(Shape.map(128, 8, 8), graph.shapes(32, 32).get("layer3.1.relu"));
    }

    @Test
    void unknownModelsAndOptionsAreNamed() {
        String model = assertThrows(IllegalArgumentException.class, () -> Models.named("sknet51"))
                .getMessage();
        assertTrue(model.startsWith("There is no model 'sknet51'; did you mean sknet50"), model);
        Architecture architecture = Architecture.of("sknet50", 10, 3).withOption("depth", "9");
        assertEquals(
                "Model sknet50 has no option 'depth'; it takes outputStride, dropout, dropPath, branches",
                assertThrows(IllegalArgumentException.class, architecture::build)
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resnet20_cifar | width | wide | Option width of resnet20_cifar must be a whole number, not 'wide'",
                "resnet20_cifar | width | 1 | Option width of resnet20_cifar must be in 2 … 1024, not 1",
                "resnet20_cifar | blocks | 1000000 | Option blocks of resnet20_cifar must be in 1 … 64, not 1000000",
                "sknet50 | dropout | 1 | The probability dropout must be in [0, 1), not 1.0",
                "sknet50 | dropPath | NaN | The probability dropPath must be in [0, 1), not NaN",
                "sknet50 | dropout | some | Option dropout of sknet50 must be a number, not 'some'",
                "sknet29_cifar | groups | 7 | Conv2d: groups=7 must divide inChannels=512 and outChannels=512",
                "skresnet20_cifar | width | 3 | A split input needs channels that divide by the number of branches,"
                        + " not 3 channels and 2 branches"
            })
    void badOptionsAreExplained(String model, String option, String value, String message) {
        Architecture architecture = Architecture.of(model, 10, 3).withOption(option, value);
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, architecture::build)
                        .getMessage());
    }
}
