package io.github.sknet.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.checkpoint.origin.CodeBase;
import io.github.sknet.checkpoint.origin.CodeBases;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.preprocessing.Interpolation;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognitionTest {

    private static final String FILE = "weights.pth";

    /** Zeros under the names and in the shapes of a network. */
    private static Map<String, Tensor> tensors(Architecture architecture, UnaryOperator<String> renaming) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        architecture
                .build()
                .parameters()
                .forEach((name, spec) -> tensors.put(renaming.apply(name), Tensor.zeros(spec.shape())));
        return tensors;
    }

    private static Checkpoint checkpoint(Map<String, Tensor> tensors) {
        return new Checkpoint("a file", new Weights(tensors), List.of());
    }

    private static Recognition recognise(Map<String, Tensor> tensors) throws WeightsException {
        return Recognition.find(checkpoint(tensors), FILE);
    }

    @ParameterizedTest
    @CsvSource({
        "skresnet18, timm",
        "skresnet50d, timm",
        "skresnext50_32x4d, timm",
        "senet50, timm",
        "resnest14d, timm",
        "resnest50d_1s4x24d, timm",
        "lsknet_t, zcablii/LSKNet",
        "resnet18, torchvision",
        "shufflenetv2_x1_0, torchvision",
        "sk_resnet50, PytorchInsight",
        "sk_resnet101, PytorchInsight",
        "sknet26_syt2, syt2/SKNet",
        "sknet50_syt2, syt2/SKNet",
        "sknet_seed, 'pppLang/SKNet, the article''s'"
    })
    void tellsTheNetworkAndWhereItComesFrom(String model, String codeBase) throws IOException {
        Recognition found = recognise(tensors(Models.named(model).defaults(), name -> name));
        assertEquals(Models.named(model).defaults(), found.architecture());
        assertEquals(codeBase, found.codeBase().orElseThrow().name());
    }

    @Test
    void everyCodeBasesNetworksAreRegistered() {
        for (CodeBase codeBase : CodeBases.all()) {
            assertFalse(codeBase.models().isEmpty());
            for (String model : codeBase.models()) {
                assertTrue(codeBase.preparation(Models.named(model), 3).isPresent(), model);
                // Means and deviations are those of pictures; who only divides prepares any number of channels.
                assertEquals(
                        codeBase.name().equals("pppLang/SKNet, the article's"),
                        codeBase.preparation(Models.named(model), 5).isPresent(),
                        model);
            }
        }
    }

    @Test
    void sizesAreThoseOfTheNetwork() {
        CodeBase timm = CodeBases.all().stream()
                .filter(codeBase -> codeBase.name().equals("timm"))
                .findFirst()
                .orElseThrow();
        Preprocessing large =
                timm.preparation(Models.named("resnest101e"), 3).orElseThrow().preprocessing();
        assertEquals(256, large.height());
        assertEquals(292, large.resizeShorterSide());
        assertEquals(Interpolation.BILINEAR, large.interpolation());
        Preprocessing usual = timm.preparation(Models.named("resnest50d_4s2x40d"), 3)
                .orElseThrow()
                .preprocessing();
        assertEquals(256, usual.resizeShorterSide());
        assertEquals(Interpolation.BICUBIC, usual.interpolation());
    }

    @Test
    void countsTheClassesAndChannels() throws IOException {
        Architecture grey = new Architecture("skresnet18", 7, 1, Map.of());
        assertEquals(grey, recognise(tensors(grey, name -> "module." + name)).architecture());
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.", "encoder.", "backbone.", "model.module."})
    void looksBehindPrefixes(String prefix) throws IOException {
        Recognition found = recognise(tensors(Models.named("skresnet18").defaults(), name -> prefix + name));
        assertEquals("skresnet18", found.architecture().model());
        assertEquals(
                List.of("all names began with '" + prefix + "', which was left out"),
                found.checkpoint().notes());
    }

    @Test
    void aHeadMayBeMissing() throws IOException {
        Map<String, Tensor> tensors = tensors(Models.named("skresnet18").defaults(), name -> name);
        tensors.keySet().removeIf(name -> name.startsWith("fc."));
        assertEquals("skresnet18", recognise(tensors).architecture().model());
    }

    /** A head of a million classes would be two gigabytes, though the file says so in four megabytes. */
    @Test
    void anAbsurdHeadTakesNoMemory() throws IOException {
        Map<String, Tensor> tensors = tensors(Models.named("skresnet18").defaults(), name -> name);
        tensors.put("fc.weight", Tensor.zeros(List.of(1_000_000, 1)));
        Recognition found = recognise(tensors);
        assertEquals(1_000_000, found.architecture().classes());
        assertThrows(
                WeightsException.class,
                () -> new CheckpointImport(found.architecture(), false, List.of(), Optional.empty())
                        .fit(found.checkpoint().weights(), FILE));
    }

    @Test
    void networksThatAreNobodyElsesAreFoundToo() throws IOException {
        Recognition found = recognise(tensors(Models.named("sknet_tiny").defaults(), name -> name));
        assertEquals("sknet_tiny", found.architecture().model());
        assertEquals(Optional.empty(), found.codeBase());
    }

    @Test
    void networksWithTheSameTensorsAreNamed() throws IOException {
        Recognition found = recognise(tensors(Models.named("sknet50").defaults(), name -> name));
        assertEquals("skresnext50_32x4d", found.architecture().model());
        assertEquals(
                List.of("the same tensors are those of sknet50, which --model names"),
                found.checkpoint().notes());
        Recognition asked = Recognition.as(
                Models.named("sknet50").defaults(),
                checkpoint(tensors(Models.named("sknet50").defaults(), name -> name)));
        assertEquals("sknet50", asked.architecture().model());
    }

    @Test
    void takesTheEncoderOfASegmenter() throws IOException {
        Map<String, Tensor> tensors = tensors(Models.named("skresnet34").defaults(), name -> "encoder." + name);
        tensors.keySet().removeIf(name -> name.startsWith("encoder.fc."));
        tensors.put("decoder.blocks.0.conv1.0.weight", Tensor.zeros(List.of(2)));
        tensors.put("decoder.blocks.0.conv1.0.bias", Tensor.zeros(List.of(2)));
        tensors.put("segmentation_head.0.weight", Tensor.zeros(List.of(2)));
        Recognition found = recognise(tensors);
        assertEquals(
                "segmentation_models.pytorch", found.codeBase().orElseThrow().name());
        assertEquals("skresnet34", found.architecture().model());
        assertEquals(
                List.of("took the encoder; left aside, by tensors: decoder 2, segmentation_head 1"),
                found.checkpoint().notes());
    }

    /** As a Lightning module with a loss of its own and a moving average saves it. */
    @Test
    void takesTheNetworkOfAModuleWithOtherParts() throws IOException {
        Map<String, Tensor> tensors = tensors(Models.named("skresnet18").defaults(), name -> "model.module." + name);
        tensors.put("criterion.weight", Tensor.zeros(List.of(5)));
        tensors.putAll(tensors(Models.named("skresnet18").defaults(), name -> "teacher_copy." + name));
        Recognition found = recognise(tensors);
        assertEquals("skresnet18", found.architecture().model());
        assertEquals(
                List.of(
                        "left aside, by tensors: criterion 1, teacher_copy 190",
                        "all names began with 'model.module.', which was left out"),
                found.checkpoint().notes());
        tensors.remove("model.module.bn1.weight");
        assertThrows(WeightsException.class, () -> recognise(tensors), "a part of it does not do");
    }

    @Test
    void saysWhatComesNearest() {
        Map<String, Tensor> tensors = tensors(Models.named("skresnet50").defaults(), name -> name);
        tensors.remove("layer1.0.conv1.conv.weight");
        tensors.put("extra.weight", Tensor.zeros(List.of(3)));
        assertRefused(
                tensors,
                "skresnet50 comes nearest, but for missing: layer1.0.conv1.conv.weight [64, 64, 1, 1]; unexpected: extra.weight");
        assertRefused(
                Map.of("a", Tensor.zeros(List.of(1))),
                "its 1 tensors begin with a; a network of your own is written down");
    }

    /** The arguments that External-Attention's SKAttention was made with show in its tensors. */
    @Test
    void saysWhichBlocksAreNoNetwork() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        int[] kernels = {1, 3, 5, 7};
        for (int i = 0; i < kernels.length; i++) {
            tensors.put("neck.sk.convs." + i + ".conv.weight", Tensor.zeros(List.of(16, 8, kernels[i], kernels[i])));
            tensors.put("neck.sk.fcs." + i + ".weight", Tensor.zeros(List.of(16, 4)));
        }
        tensors.put("neck.sk.fc.weight", Tensor.zeros(List.of(4, 16)));
        assertRefused(
                tensors,
                "SKAttention of External-Attention-pytorch, which is a block and no network: neck.sk. channel=16, "
                        + "kernels=[1, 3, 5, 7], group=2, d=4");
    }

    private static void assertRefused(Map<String, Tensor> tensors, String part) {
        String message =
                assertThrows(WeightsException.class, () -> recognise(tensors)).getMessage();
        assertTrue(message.contains(part) && message.startsWith(FILE), message);
    }
}
