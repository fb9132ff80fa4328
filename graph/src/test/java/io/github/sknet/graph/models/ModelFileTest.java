package io.github.sknet.graph.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

class ModelFileTest {

    private static final Architecture ARCHITECTURE =
            Architecture.of("skresnet20_cifar", 2, 1).withOption("width", "2").withOption("blocks", "1");

    @TempDir
    Path folder;

    private static Weights weights() {
        return Weights.initial(ARCHITECTURE.build(), 1);
    }

    @Test
    void aModelComesBackAsItWas() throws IOException {
        ModelFile model = new ModelFile(
                ARCHITECTURE,
                weights(),
                List.of("Bär", "\"quoted\""),
                Optional.of(JsonNodeFactory.instance.objectNode().put("size", 32)),
                Optional.of(JsonNodeFactory.instance.objectNode().put("epochs", 3)));
        Path first = folder.resolve("first.safetensors");
        Path second = folder.resolve("second.safetensors");
        model.write(first);
        ModelFile read = ModelFile.read(first);
        assertEquals(model, read);
        assertEquals(ARCHITECTURE.build().nodes(), read.graph().nodes());
        read.write(second);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }

    @Test
    void pythonSeesAUsualCheckpoint() throws IOException {
        Path file = folder.resolve("model.safetensors");
        new ModelFile(ARCHITECTURE, weights(), List.of(), Optional.empty(), Optional.empty()).write(file);
        Safetensors content = Safetensors.read(file);
        assertEquals("pt", content.metadata().get("format"));
        assertEquals(
                "{\"model\":\"skresnet20_cifar\",\"classes\":2,\"channels\":1,"
                        + "\"options\":{\"blocks\":\"1\",\"width\":\"2\"}}",
                content.metadata().get("sknet.architecture"));
        assertEquals(weights().tensors(), content.tensors());
    }

    private Path fileOf(Map<String, String> metadata) throws IOException {
        Path file = folder.resolve("given.safetensors");
        new Safetensors(metadata, weights().tensors()).write(file);
        return file;
    }

    private String mistake(Map<String, String> metadata) throws IOException {
        Path file = fileOf(metadata);
        String message =
                assertThrows(WeightsException.class, () -> ModelFile.read(file)).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"sknet51\",\"classes\":2,\"channels\":1} | : There is no model 'sknet51'",
                "{\"model\":\"sknet50\",\"classes\":2,\"channels\":1} | : The weights do not fit the network: wrong shape: ",
                "{\"model\":\"sknet50\",\"classes\":0,\"channels\":1} | : its metadata 'sknet.architecture' can't be "
                        + "understood: The number of classes must be in 1 … 1048576, not 0",
                "{\"model\":\"sknet50\",\"classes\":2000000000,\"channels\":1} | : its metadata 'sknet.architecture' "
                        + "can't be understood: The number of classes must be in 1 … 1048576, not 2000000000",
                "{\"model\":\"sknet50\",\"classes\":2,\"channels\":-3} | : its metadata 'sknet.architecture' can't be "
                        + "understood: The number of input channels must be in 1 … 1048576, not -3",
                "{\"model\":\"sknet101\",\"classes\":1048576,\"channels\":1048576} | : The weights do not fit the network",
                "{\"model\":\" \",\"classes\":2,\"channels\":1} | : its metadata 'sknet.architecture' can't be understood: "
                        + "An architecture needs a model name; see 'sknet info --all'",
                "{\"classes\":2,\"channels\":1} | : its metadata 'sknet.architecture' can't be understood: An architecture "
                        + "needs a model name; see 'sknet info --all'",
                "{\"model\":\"resnet20_cifar\",\"classes\":2,\"channels\":1,\"options\":{\"width\":null}} | : its metadata "
                        + "'sknet.architecture' can't be understood: The options of an architecture have values, not "
                        + "{width=null}",
                "{\"model\":\"resnet20_cifar\",\"classes\":2,\"channels\":1,\"options\":{\"blocks\":\"999999999\"}} | : "
                        + "Option blocks of resnet20_cifar must be in 1 … 64, not 999999999",
                "{\"model\":\"sknet29_cifar\",\"classes\":2,\"channels\":1,\"options\":{\"groups\":\"-1\"}} | : "
                        + "Conv2d: groups must be at least 1, not -1",
                "{\"model\":\"sknet50\",\"classes\":2,\"channels\":1,\"colour\":1} | : its metadata 'sknet.architecture' "
                        + "can't be understood: Unrecognized field \"colour\"",
                "{\"model\":\"sknet50\",\"model\":\"sknet26\",\"classes\":2,\"channels\":1} | : its metadata "
                        + "'sknet.architecture' can't be understood: Duplicate field 'model'",
                "null | : its metadata 'sknet.architecture' is null",
                "[] | : its metadata 'sknet.architecture' can't be understood: ",
                "7 | : its metadata 'sknet.architecture' can't be understood: ",
                "{\"model\": | : its metadata 'sknet.architecture' can't be understood: "
            })
    void hostileArchitecturesAreRefused(String architecture, String message) throws IOException {
        String said = mistake(Map.of("sknet.architecture", architecture));
        assertTrue(said.startsWith(message.strip()), said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"cat\"] | : A model of 2 classes needs as many labels, not 1",
                "[\"cat\",null] | : its metadata 'sknet.labels' has a label that is null",
                "{\"cat\":1} | : its metadata 'sknet.labels' can't be understood: ",
                "[[\"cat\"],[\"dog\"]] | : its metadata 'sknet.labels' can't be understood: ",
                "null | : its metadata 'sknet.labels' is null"
            })
    void hostileLabelsAreRefused(String labels, String message) throws IOException {
        Map<String, String> metadata = soundMetadata();
        metadata.put("sknet.labels", labels);
        String said = mistake(metadata);
        assertTrue(said.startsWith(message.strip()), said);
    }

    private static Map<String, String> soundMetadata() throws IOException {
        return new LinkedHashMap<>(
                new ModelFile(ARCHITECTURE, weights(), List.of(), Optional.empty(), Optional.empty()).metadata());
    }

    @Test
    void deepMetadataIsRefused() throws IOException {
        Map<String, String> metadata = soundMetadata();
        metadata.put("sknet.preprocessing", "[".repeat(200_000) + "]".repeat(200_000));
        String said = mistake(metadata);
        assertTrue(said.startsWith(": its metadata 'sknet.preprocessing' can't be understood: "), said);
    }

    @Test
    void aCheckpointWithoutArchitectureSaysHowToGoOn() throws IOException {
        assertEquals(
                " holds weights but does not say of which network; 'sknet import' makes a model file of it",
                mistake(Map.of("format", "pt")));
    }

    @Test
    void weightsMustFit() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(weights().tensors());
        tensors.remove("fc.bias");
        assertEquals(
                "The weights do not fit the network: missing: fc.bias [2]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new ModelFile(
                                        ARCHITECTURE,
                                        new Weights(tensors),
                                        List.of(),
                                        Optional.empty(),
                                        Optional.empty()))
                        .getMessage());
    }
}
