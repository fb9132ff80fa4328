package io.github.sknet.graph.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sknet.graph.ReceptiveField;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Size;
import java.util.List;
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
        assertEquals(model.defaults(), info.architecture());
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
    void jsonHasTheFieldsThatToolsRelyOn() {
        JsonNode json = ModelInfo.of(Models.named("sknet50")).toJson();
        assertEquals("sknet50", json.get("model").textValue());
        assertEquals(27_479_784, json.get("parameters").longValue());
        assertEquals(4_462_710_784L, json.get("macs").longValue());
        assertEquals(224, json.get("size").intValue());
        assertEquals(20.79, json.at("/published/errors/0/top1Error").doubleValue());
        assertEquals(320, json.at("/published/errors/1/size").intValue());
        assertEquals("3×3 dilation 2", json.at("/stages/2/kernels/1").textValue());
        assertEquals(56, json.at("/stages/2/outputSize/0").intValue());
    }

    @Test
    void publishedErrorsBelongToThePublishedNetworkOnly() {
        Architecture changed = Architecture.of("sknet50", 1000, 3).withOption("branches", "3");
        assertTrue(ModelInfo.of(changed, 224).published().isEmpty());
        assertFalse(ModelInfo.of(Models.named("sknet50")).published().isEmpty());
        assertEquals(
                "3", ModelInfo.of(changed, 224).toJson().at("/options/branches").textValue());
    }

    @Test
    void costsGrowWithTheImage() {
        Architecture architecture = Architecture.of("resnet18", 1000, 3);
        ModelInfo small = ModelInfo.of(architecture, 224);
        ModelInfo large = ModelInfo.of(architecture, 448);
        long classifier = 512_000;
        assertEquals(4 * (small.macs() - classifier), large.macs() - classifier);
        assertEquals(4 * small.activations(), large.activations());
        assertEquals(small.parameters(), large.parameters());
    }
}
