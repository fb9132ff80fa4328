package io.github.sknet.graph.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.ReceptiveField;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.graph.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelInfoTest {

    static List<RegisteredModel> all() {
        return Models.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void stagesAddUpToTheWhole(RegisteredModel model) {
        ModelInfo info = ModelInfo.of(model);
        assertEquals(
                info.parameters(),
                info.stages().stream().mapToLong(StageInfo::parameters).sum());
        assertEquals(
                info.macs(), info.stages().stream().mapToLong(StageInfo::macs).sum());
        assertEquals(Optional.of(model.defaults()), info.architecture());
    }

    @Test
    void theStagesOfSkNet50() {
        List<StageInfo> stages = ModelInfo.of(Models.named("sknet50")).stages();
        assertEquals(
                List.of("conv1", "maxpool", "layer1", "layer2", "layer3", "layer4", "fc"),
                stages.stream().map(StageInfo::name).toList());
        StageInfo layer2 = stages.get(3);
        assertEquals(Shape.map(512, 28, 28), layer2.output());
        assertEquals(4, layer2.selections());
        assertEquals(List.of("3×3", "3×3 dilation 2"), layer2.kernels());
        // 7×7 stride 2, pooling 3×3 stride 2: 11 pixels, stride 4. Three kernels of 3×3 at stride 4 add 8 pixels each,
        // or
        // 16 with dilation 2; then one at stride 4 and three at stride 8.
        assertEquals(
                Optional.of(new ReceptiveField(
                        Size.square(11 + 3 * 8 + 8 + 3 * 16), Size.square(11 + 3 * 16 + 16 + 3 * 32), Size.square(8))),
                layer2.receptiveField());
        StageInfo fc = stages.get(6);
        assertEquals(Shape.vector(1000), fc.output());
        assertTrue(fc.receptiveField().isEmpty());
    }

    @Test
    void theKernelsOfOtherSelections() {
        List<StageInfo> split = ModelInfo.of(Models.named("resnest14d")).stages();
        assertEquals(List.of("3×3"), split.get(3).kernels());
        assertEquals(1, split.get(3).selections());
        List<String> large = ModelInfo.of(Models.named("lsknet_t")).stages().stream()
                .filter(stage -> stage.name().equals("block3"))
                .findFirst()
                .orElseThrow()
                .kernels();
        assertEquals(List.of("1×1", "7×7 dilation 3"), large);
    }

    @Test
    void withoutSelectionBothFieldsAreTheSame() {
        StageInfo layer4 = ModelInfo.of(Models.named("resnet18")).stages().get(5);
        // The figure that everybody knows: ResNet-18 sees 435 pixels.
        assertEquals(
                Optional.of(new ReceptiveField(Size.square(435), Size.square(435), Size.square(32))),
                layer4.receptiveField());
        assertEquals(0, layer4.selections());
        assertEquals(List.of("3×3"), layer4.kernels());
    }

    @Test
    void theMapHasTheFieldsThatToolsRelyOn() {
        Map<String, Object> map =
                Json.read(Json.write(ModelInfo.of(Models.named("sknet50")).toMap()));
        assertEquals("sknet50", map.get("model"));
        assertEquals("classify", map.get("task"));
        assertEquals(27_479_784, map.get("parameters"));
        assertEquals(4_462_710_784L, map.get("macs"));
        assertEquals(224, map.get("size"));
        List<?> errors = (List<?>) ((Map<?, ?>) map.get("published")).get("errors");
        assertEquals(20.79, ((Map<?, ?>) errors.get(0)).get("top1Error"));
        assertEquals(320, ((Map<?, ?>) errors.get(1)).get("size"));
        Map<?, ?> stage = (Map<?, ?>) ((List<?>) map.get("stages")).get(2);
        assertEquals(List.of("3×3", "3×3 dilation 2"), stage.get("kernels"));
        assertEquals(List.of(56, 56), stage.get("outputSize"));
    }

    @Test
    void publishedErrorsBelongToThePublishedNetworkOnly() {
        Architecture changed = Architecture.of("sknet50", 1000, 3).withOption("branches", "3");
        assertTrue(ModelInfo.of(changed, Size.square(224)).published().isEmpty());
        assertFalse(ModelInfo.of(Models.named("sknet50")).published().isEmpty());
        assertEquals(
                Map.of("branches", "3"),
                ModelInfo.of(changed, Size.square(224)).toMap().get("options"));
    }

    @Test
    void aNetworkOfNoRegistryHasItsFiguresToo() {
        GraphBuilder b = new GraphBuilder(1);
        Node x = b.add("conv", Conv2d.of(1, 4, Window.of(3).padding(1)), b.input());
        b.output("mask", b.add("classifier", Conv2d.of(4, 2, Window.of(1)), x));
        ModelFile model = ModelFile.of(b.build(), Weights.initial(b.build(), 1), new SegmentTask());
        ModelInfo info = ModelInfo.of("mine", model);
        assertEquals("mine", info.name());
        assertEquals("a network of no registry", info.description());
        assertEquals(Size.square(224), info.size());
        assertEquals(36 + 8, info.parameters());
        assertEquals(
                (36 + 8) * 32 * 48L,
                ModelInfo.of("mine", model.withPreprocessing(Preprocessing.exactSize(1, 32, 48)))
                        .macs());
        assertEquals(
                List.of(32, 48),
                ModelInfo.of("mine", model, new Size(32, 48)).toMap().get("size"));
        assertEquals("segment", info.toMap().get("task"));
        assertEquals(2, info.toMap().get("classes"));
        assertEquals(
                List.of("conv", "classifier"),
                info.stages().stream().map(StageInfo::name).toList());
    }

    /** As in a U-Net: what joins the maps stands before the stage's first convolution. */
    @Test
    void aStageBeginsWithWhatItsConvolutionsRead() {
        GraphBuilder b = new GraphBuilder(3);
        Node fine = b.add("down.conv", Conv2d.of(3, 4, Window.of(3).padding(1)), b.input());
        Node coarse = b.add("bottom.conv", Conv2d.of(4, 8, Window.of(2).stride(2)), fine);
        Node enlarged = b.add("up.enlarge", new Resize(Resize.Mode.BILINEAR), coarse, fine);
        Node joined = b.add("up.join", new Concat(), enlarged, fine);
        b.output("y", b.add("up.conv", Conv2d.of(12, 2, Window.of(1)), joined));
        Graph graph = b.build();
        ModelFile model = ModelFile.of(graph, Weights.initial(graph, 1), new SegmentTask());
        List<StageInfo> stages = ModelInfo.of("u", model, new Size(32, 48)).stages();
        assertEquals(
                List.of("down", "bottom", "up"),
                stages.stream().map(StageInfo::name).toList());
        assertEquals(Shape.map(8, 16, 24), stages.get(1).output());
        assertEquals(Shape.map(2, 32, 48), stages.get(2).output());
    }

    @Test
    void whatWasPublishedOfARegisteredNetworkIsNotSaidOfAnother() {
        Architecture published = Models.named("sknet29_cifar").defaults();
        ModelFile model = ModelFile.of(published, Weights.initial(published.build(), 1));
        assertTrue(ModelInfo.of("file", model).published().isPresent());
        assertEquals(Size.square(32), ModelInfo.of("file", model).size());
        Graph changed = model.graph().mapOps(op -> op instanceof BatchNorm norm ? norm.withMomentum(0.5f) : op);
        ModelFile other = new ModelFile(
                changed,
                model.weights(),
                model.outputs(),
                List.of(),
                Optional.empty(),
                model.architecture(),
                Optional.empty());
        assertTrue(ModelInfo.of("file", other).published().isEmpty());
    }

    @Test
    void costsGrowWithTheImage() {
        Architecture architecture = Architecture.of("resnet18", 1000, 3);
        ModelInfo small = ModelInfo.of(architecture, Size.square(224));
        ModelInfo large = ModelInfo.of(architecture, Size.square(448));
        long classifier = 512_000;
        assertEquals(4 * (small.macs() - classifier), large.macs() - classifier);
        assertEquals(4 * small.activations(), large.activations());
        assertEquals(small.parameters(), large.parameters());
    }
}
