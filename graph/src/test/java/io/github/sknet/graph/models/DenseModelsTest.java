package io.github.sknet.graph.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Summary;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.graph.detect.DetectionLevel;
import io.github.sknet.graph.detect.DetectorOutputs;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.graph.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Detectors and segmenters: outputs at even and odd sizes, shared parameters, costs, backbones. */
class DenseModelsTest {

    static List<RegisteredModel> detectors() {
        return Models.of(new DetectTask());
    }

    static List<RegisteredModel> segmenters() {
        return Models.of(new SegmentTask());
    }

    static List<RegisteredModel> backbones() {
        return Models.of(new ClassifyTask()).stream()
                .filter(model -> model.build().features().containsKey("C5"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void detectorsSayThreeThingsAboutEachPixelOfEachLevel(RegisteredModel model) {
        Graph graph = model.build(new Architecture(model.name(), 7, 1, Map.of()));
        DetectorOutputs outputs = new DetectTask().outputs(graph);
        List<DetectionLevel> levels = outputs.levels();
        assertEquals(7, outputs.classes());
        assertEquals(
                IntStream.rangeClosed(3, 2 + levels.size())
                        .mapToObj(DetectionLevel::pyramid)
                        .toList(),
                levels);
        // At 321 the stem pooling of the paper's Caffe files, which has no padding, gives one column less.
        Shape pooled = graph.shapes(247, 321).get("maxpool");
        boolean padded = pooled == null || pooled.width() == 81;
        for (int[] size : new int[][] {{256, 320}, {247, padded ? 321 : 320}}) {
            Map<String, Shape> shapes = graph.shapes(size[0], size[1]);
            for (DetectionLevel level : levels) {
                int height = (int) Math.ceil((double) size[0] / level.stride());
                int width = (int) Math.ceil((double) size[1] / level.stride());
                assertEquals(Shape.map(7, height, width), shapeOf(graph, shapes, level.classes()));
                assertEquals(Shape.map(4, height, width), shapeOf(graph, shapes, level.boxes()));
                assertEquals(Shape.map(1, height, width), shapeOf(graph, shapes, level.centerness()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("segmenters")
    void segmentersGiveLogitsOfTheImagesSize(RegisteredModel model) {
        Graph graph = model.build(new Architecture(model.name(), 5, 3, Map.of()));
        assertEquals(Shape.map(5, 256, 320), shapeOf(graph, graph.shapes(256, 320), "logits"));
        assertEquals(Shape.map(5, 131, 97), shapeOf(graph, graph.shapes(131, 97), "logits"));
    }

    private static Shape shapeOf(Graph graph, Map<String, Shape> shapes, String output) {
        return shapes.get(graph.outputs().get(output));
    }

    @ParameterizedTest
    @CsvSource({
        "fcos_sk_small, fcos_resnet_small",
        "semantic_fpn_sk_small, semantic_fpn_resnet_small",
        "deeplab_sk_small, deeplab_resnet_small"
    })
    void theTwinsCostTheSame(String selective, String plain) {
        Summary one = Summary.of(Models.named(selective).build(), 240, 320);
        Summary other = Summary.of(Models.named(plain).build(), 240, 320);
        assertEquals(1, (double) one.macs() / other.macs(), 0.001);
        assertEquals(1, (double) one.parameters() / other.parameters(), 0.05);
    }

    @ParameterizedTest
    @CsvSource({"fcos_sk_small, 1057", "semantic_fpn_sk_small, 1341", "deeplab_sk_small, 1366"})
    void smallModelsAreSmall(String name, long millions) {
        assertEquals(
                millions,
                Math.round(Summary.of(Models.named(name).build(), 240, 320).macs() / 1e6));
    }

    @Test
    void levelsShareWeightsButNoBatchNorm() {
        Graph graph = Models.named("fcos_sk_small").build();
        Set<String> shared = headParameters(graph, ParameterSpec.Role.WEIGHT);
        assertEquals(
                Set.of(
                        "head.class_tower.0.conv.weight",
                        "head.class_tower.1.conv.weight",
                        "head.box_tower.0.conv.weight",
                        "head.box_tower.1.conv.weight",
                        "head.class.weight",
                        "head.box.weight",
                        "head.centerness.weight"),
                shared);
        assertEquals(3 * 4, headParameters(graph, ParameterSpec.Role.BN_WEIGHT).size());
        assertTrue(graph.parameters().containsKey("head.P4.box_tower.1.bn.running_mean"));
    }

    private static Set<String> headParameters(Graph graph, ParameterSpec.Role role) {
        return graph.parameters().entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith("head.") && entry.getValue().role() == role)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Test
    void headsCanSelectKernelsAtTheSameCost() {
        for (String name : List.of("fcos_sk_small", "semantic_fpn_sk_small", "deeplab_sk_small")) {
            Architecture architecture = Models.named(name).defaults().withOption("selectiveHead", "true");
            List<String> selections = architecture.build().nodes().stream()
                    .filter(node -> node.op() instanceof Select && node.name().startsWith("head"))
                    .map(node -> node.name())
                    .toList();
            assertFalse(selections.isEmpty(), name);
        }
        Architecture plain = Models.named("fcos_sk_small").defaults();
        double ratio =
                (double) Summary.of(plain.withOption("selectiveHead", "true").build(), 240, 320)
                                .macs()
                        / Summary.of(plain.build(), 240, 320).macs();
        assertEquals(1, ratio, 0.001);
    }

    @ParameterizedTest
    @MethodSource("backbones")
    void everyBackboneOfTheRegistryCarriesEveryHead(RegisteredModel backbone) {
        // DeepLab dilates, which LSKNet does not.
        List<String> heads = backbone.options().containsKey("outputStride")
                ? List.of("fcos_sk_small", "semantic_fpn_sk_small", "deeplab_sk_small")
                : List.of("fcos_sk_small", "semantic_fpn_sk_small");
        for (String name : heads) {
            Graph graph = Models.named(name)
                    .defaults()
                    .withOption("backbone", backbone.name())
                    .build();
            assertTrue(graph.parameters().size() > 100);
        }
    }

    @Test
    void theWeightsOfAClassifierFitByName() {
        Graph classifier = Models.named("skresnet18_slim").build();
        Weights trained = Weights.initial(classifier, 1);
        Map<String, ParameterSpec> wanted =
                Models.named("semantic_fpn_sk_small").build().parameters();
        Map<String, ParameterSpec> found = new LinkedHashMap<>(wanted);
        found.keySet().retainAll(trained.tensors().keySet());
        assertEquals(classifier.parameters().size() - 2, found.size(), "all but those of the layer fc");
        found.forEach(
                (name, spec) -> assertEquals(spec.shape(), trained.get(name).shape()));
    }

    @Test
    void deepLabDilatesTheBackboneAndDoublesItsRatesAtStrideEight() {
        Architecture architecture = Models.named("deeplab_sk_small").defaults();
        assertEquals(6, dilation(architecture.build(), "head.aspp.rate6.conv"));
        Graph fine = architecture.withOption("outputStride", "8").build();
        assertEquals(36, dilation(fine, "head.aspp.rate36.conv"));
        assertEquals(
                Shape.map(64, 30, 40), fine.shapes(240, 320).get("classifier").withChannels(64));
    }

    private static int dilation(Graph graph, String node) {
        return ((Conv2d) graph.node(node).op()).window().dilation().height();
    }

    @Test
    void whatIsNoBackboneIsRefused() {
        Architecture detector = Models.named("fcos_sk_small").defaults();
        assertEquals(
                "The backbone of fcos_sk_small must be a classifier, but deeplab_sknet50 is for the task segment",
                message(detector.withOption("backbone", "deeplab_sknet50")));
        assertEquals(
                "The backbone must offer the features [C3, C4, C5], but it offers [C0, C1, C2]",
                message(detector.withOption("backbone", "resnet20_cifar")));
        assertEquals(
                "Option selectiveHead of fcos_sk_small must be true or false, not 'yes'",
                message(detector.withOption("selectiveHead", "yes")));
        String noDetector = assertThrows(
                        IllegalArgumentException.class,
                        () -> new DetectTask().outputs(Models.named("resnet18").build()))
                .getMessage();
        assertTrue(noDetector.endsWith("but it has [logits]"), noDetector);
    }

    private static String message(Architecture architecture) {
        return assertThrows(IllegalArgumentException.class, architecture::build).getMessage();
    }
}
