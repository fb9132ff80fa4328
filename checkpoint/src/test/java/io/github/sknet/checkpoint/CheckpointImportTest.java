package io.github.sknet.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointImportTest {

    private static final Architecture SEED = Models.named("sknet_seed").defaults();
    private static final Architecture TIMM =
            Models.named("skresnet18").defaults().withClasses(5);

    @TempDir
    private Path folder;

    private static CheckpointImport strict(Architecture architecture) {
        return new CheckpointImport(architecture, false, List.of(), Optional.empty());
    }

    private static Map<String, Tensor> tensors(Architecture architecture) {
        return new LinkedHashMap<>(Weights.initial(architecture.build(), 1).tensors());
    }

    /** A checkpoint becomes a model file, which Python's safetensors would read: every tensor's bytes stay the same. */
    @Test
    void importThenExportKeepsEveryByte() throws IOException {
        for (Architecture architecture : List.of(SEED, TIMM)) {
            Map<String, Tensor> original = tensors(architecture);
            original.values().iterator().next().values()[0] = -0f;
            Map<String, Tensor> saved = new LinkedHashMap<>(original);
            saved.put("bn1.num_batches_tracked", Tensor.of(new float[] {7}));
            Path checkpoint = folder.resolve("weights.pth");
            TorchArchiveWriter.write(checkpoint, saved);

            Path file = folder.resolve("model.safetensors");
            CheckpointImport.Result result = strict(architecture).read(checkpoint);
            assertEquals(List.of(), result.fresh());
            result.model().write(file);
            Map<String, Tensor> exported = Safetensors.read(file).tensors();
            assertEquals(original.keySet(), exported.keySet());
            original.forEach((name, tensor) -> {
                assertEquals(tensor.shape(), exported.get(name).shape());
                assertArrayEquals(bits(tensor), bits(exported.get(name)), name);
            });
        }
    }

    private static int[] bits(Tensor tensor) {
        int[] bits = new int[tensor.values().length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(tensor.values()[i]);
        }
        return bits;
    }

    @Test
    void listsWhatIsMissingUnexpectedAndMisshapen() {
        Map<String, Tensor> tensors = tensors(SEED);
        tensors.remove("basic_conv.0.bias");
        tensors.put("extra.weight", Tensor.of(new float[1], 1));
        tensors.put("basic_conv.1.bias", Tensor.of(new float[3], 3));
        String message = assertThrows(
                        WeightsException.class, () -> strict(SEED).fit(new Weights(tensors), "weights.pth"))
                .getMessage();
        assertTrue(message.startsWith("weights.pth does not fit sknet_seed with 10 classes: "), message);
        assertTrue(message.contains("missing: basic_conv.0.bias [64]"), message);
        assertTrue(message.contains("unexpected: extra.weight"), message);
        assertTrue(message.contains("wrong shape: basic_conv.1.bias is [3], not [64]"), message);
    }

    @Test
    void aHeadForOtherClassesIsReplacedOnRequestOnly() throws IOException {
        Weights weights = new Weights(tensors(TIMM));
        Architecture seven = TIMM.withClasses(7);
        String message = assertThrows(
                        WeightsException.class, () -> strict(seven).fit(weights, "weights.pth"))
                .getMessage();
        assertTrue(message.endsWith(". It was made for 5 classes (--classes 5)"), message);

        CheckpointImport.Result result =
                new CheckpointImport(seven, true, List.of(), Optional.empty()).fit(weights, "weights.pth");
        assertEquals(List.of("fc.weight", "fc.bias"), result.fresh());
        Weights imported = result.model().weights();
        assertEquals(List.of(7, 512), imported.get("fc.weight").shape());
        assertEquals(weights.get("conv1.weight"), imported.get("conv1.weight"));
    }

    @Test
    void aHeadThatFitsIsKept() throws IOException {
        Weights weights = new Weights(tensors(TIMM));
        CheckpointImport.Result result =
                new CheckpointImport(TIMM, true, List.of(), Optional.empty()).fit(weights, "weights.pth");
        assertEquals(List.of(), result.fresh());
        assertEquals(weights.get("fc.weight"), result.model().weights().get("fc.weight"));
    }

    @Test
    void aMissingHeadIsMadeOnRequest() throws IOException {
        Map<String, Tensor> tensors = tensors(TIMM);
        tensors.remove("fc.weight");
        tensors.remove("fc.bias");
        assertThrows(WeightsException.class, () -> strict(TIMM).fit(new Weights(tensors), "weights.pth"));
        CheckpointImport.Result result =
                new CheckpointImport(TIMM, true, List.of(), Optional.empty()).fit(new Weights(tensors), "weights.pth");
        assertEquals(List.of("fc.weight", "fc.bias"), result.fresh());
        assertNotEquals(Tensor.zeros(List.of(5, 512)), result.model().weights().get("fc.weight"), "drawn at random");
    }

    @Test
    void labelsAndPreprocessingGoIntoTheModelFile() throws IOException {
        Preprocessing preprocessing = Preprocessing.imageNet(64);
        List<String> labels = List.of("a", "b", "c", "d", "e");
        Path file = folder.resolve("model.safetensors");
        new CheckpointImport(TIMM, false, labels, Optional.of(preprocessing))
                .fit(new Weights(tensors(TIMM)), "weights.pth")
                .model()
                .write(file);
        ModelFile model = ModelFile.read(file);
        assertEquals(labels, model.labels());
        assertEquals(Optional.of(preprocessing), model.preprocessing());
        assertEquals(Optional.of(TIMM), model.architecture());
    }
}
