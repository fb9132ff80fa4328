package io.github.sknet.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.checkpoint.format.MovingAverage;
import io.github.sknet.checkpoint.origin.TimmConfig;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.preprocessing.Interpolation;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsImportTest {

    private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);

    @TempDir
    private Path folder;

    private Path save(String model, int classes) throws IOException {
        Architecture architecture = Models.named(model).defaults().withClasses(classes);
        Path file = folder.resolve("model.safetensors");
        new Safetensors(Map.of(), Weights.initial(architecture.build(), 1).tensors()).write(file);
        return file;
    }

    private static Preprocessing preparation(Path file) throws IOException {
        return WeightsImport.ofAnything().read(file).model().preprocessing().orElseThrow();
    }

    @Test
    void timmsNetworksAreBicubic() throws IOException {
        Path file = save("skresnet18", 5);
        WeightsImport.Result result = WeightsImport.ofAnything().read(file);
        assertEquals(
                new Preprocessing(3, 224, 224, 256, Interpolation.BICUBIC, MEAN, List.of(0.229, 0.224, 0.225)),
                result.model().preprocessing().orElseThrow());
        assertEquals(
                List.of(
                        "a safetensors file",
                        "skresnet18, 5 classes, of timm",
                        "images: the shorter side to 256, the middle 224×224, bicubic, mean 0.485 0.456 0.406, deviation 0.229 "
                                + "0.224 0.225: as timm's default configuration of it says"),
                result.told());
        assertEquals(List.of(), result.fresh());
    }

    @ParameterizedTest
    @CsvSource({"resnet18, BILINEAR, 256, 0.485", "sknet_seed, BILINEAR, 0, 0", "sknet26_syt2, BICUBIC, 256, 0.485"})
    void othersArePreparedTheirWay(String model, Interpolation interpolation, int shorterSide, double mean)
            throws IOException {
        Preprocessing way = preparation(save(model, 3));
        assertEquals(interpolation, way.interpolation());
        assertEquals(shorterSide, way.resizeShorterSide());
        assertEquals(mean, way.mean().get(0));
    }

    @Test
    void whatIsAssumedIsSaid() throws IOException {
        WeightsImport.Result result = WeightsImport.ofAnything().read(save("sknet_tiny", 3));
        String told = result.told().get(2);
        assertTrue(told.endsWith("assumed, since nothing says how; --preprocessing FILE does"), told);
    }

    @Test
    void aFolderOfHuggingFaceSaysEverything() throws IOException {
        save("skresnet18", 2);
        Files.writeString(folder.resolve("config.json"), """
                {"architecture": "skresnet18", "num_classes": 2, "label_names": ["n1", "n2"],
                 "label_descriptions": {"n1": "tench"},
                 "pretrained_cfg": {"tag": "ra_in1k", "input_size": [3, 160, 160], "interpolation": "bilinear",
                                    "crop_pct": 0.95, "crop_mode": "center", "mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25]}}
                """);
        WeightsImport.Result result = WeightsImport.ofAnything().read(folder);
        assertEquals(List.of("tench", "n2"), result.model().labels());
        assertEquals(
                new Preprocessing(
                        3, 160, 160, 168, Interpolation.BILINEAR, List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25)),
                result.model().preprocessing().orElseThrow());
        assertTrue(result.told().toString().contains("as config.json says"), result.told()::toString);
        assertEquals(
                result.model(),
                WeightsImport.ofAnything()
                        .read(folder.resolve("model.safetensors"))
                        .model(),
                "by its file");
    }

    @Test
    void aRunsConfigurationIsNoNetworks() throws IOException {
        Path file = save("skresnet18", 2);
        Files.writeString(folder.resolve("config.json"), "{\"recipe\": {}}");
        assertEquals(Interpolation.BICUBIC, preparation(file).interpolation());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id2label\": {\"0\": \"a\", \"1\": \"b\"}}                                       | ",
                "{\"id2label\": {\"0\": \"a\", \"7\": \"b\"}}                                       | its id2label lacks the class 1",
                "{\"input_size\": [3, 224, 224], \"interpolation\": \"lanczos\", \"mean\": [0,0,0], \"std\": [1,1,1]} | There is no interpolation 'lanczos'",
                "{\"input_size\": [3, 224, 224], \"std\": [1,1,1]}                                  | it lacks the list 'mean'",
                "{\"input_size\": [3, 224], \"mean\": [0,0,0], \"std\": [1,1,1]}                    | its input_size is no",
                "{\"input_size\": [3, 224, 224], \"crop_pct\": 0, \"mean\": [0,0,0], \"std\": [1,1,1]} | its crop_pct is 0.0",
                "{\"input_size\": [3, 224, 224], \"crop_mode\": \"border\", \"mean\": [0,0,0], \"std\": [1,1,1]} | crop_mode",
                "{\"input_size\": [3, 224, 224], \"mean\": [0,0,0], \"std\": [1,0,1]}               | std is above 0",
                "[1]                                                                                | can't be followed"
            })
    void aConfigurationIsFollowedOrRefused(String config, String problem) throws IOException {
        Path named = folder.resolve("cfg.json");
        Files.writeString(named, config);
        if (problem == null) {
            assertEquals(List.of("a", "b"), TimmConfig.read(named).labels());
        } else {
            String message = assertThrows(WeightsException.class, () -> TimmConfig.read(named))
                    .getMessage();
            assertTrue(message.contains(problem) && message.contains(named.toString()), message);
        }
    }

    @Test
    void aHeadForOtherClassesIsFresh() throws IOException {
        Path file = save("skresnet18", 5);
        WeightsImport request = new WeightsImport(
                Optional.of("skresnet18"),
                Optional.of(7),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                MovingAverage.IF_PRESENT);
        WeightsImport.Result result = request.read(file);
        assertEquals(List.of("fc.weight", "fc.bias"), result.fresh());
        assertEquals(7, result.model().outputs().classes());
        assertThrows(
                IllegalArgumentException.class,
                () -> new WeightsImport(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("branches", "3"),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        MovingAverage.IF_PRESENT));
    }

    @Test
    void numbersThatAreNoneAreRefused() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>(
                Weights.initial(Models.named("sknet_tiny").build(), 1).tensors());
        tensors.get("basic_conv.0.weight").values()[3] = Float.NaN;
        tensors.get("basic_conv.0.weight").values()[4] = Float.POSITIVE_INFINITY;
        Path file = folder.resolve("diverged.safetensors");
        new Safetensors(Map.of(), tensors).write(file);
        String message = assertThrows(
                        WeightsException.class, () -> WeightsImport.ofAnything().read(file))
                .getMessage();
        assertTrue(message.contains("2 of the 144 numbers of basic_conv.0.weight are not finite"), message);
    }
}
