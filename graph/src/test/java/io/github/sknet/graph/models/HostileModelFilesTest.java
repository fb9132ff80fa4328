package io.github.sknet.graph.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metadata that are no model's, and the sentence that names the file and what is wrong. */
class HostileModelFilesTest {

    private static final Architecture ARCHITECTURE =
            Architecture.of("skresnet20_cifar", 2, 1).withOption("width", "2").withOption("blocks", "1");

    @TempDir
    Path folder;

    private static Weights weights() {
        return Weights.initial(ARCHITECTURE.build(), 1);
    }

    private String mistake(Map<String, String> metadata) throws IOException {
        Path file = folder.resolve("given.safetensors");
        new Safetensors(metadata, weights().tensors()).write(file);
        return mistake(file);
    }

    private static String mistake(Path file) {
        String message =
                assertThrows(WeightsException.class, () -> ModelFile.read(file)).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length());
    }

    private static Map<String, String> soundMetadata() {
        return new LinkedHashMap<>(ModelFile.of(ARCHITECTURE, weights()).metadata());
    }

    private String mistakeWith(String key, String value) throws IOException {
        Map<String, String> metadata = soundMetadata();
        metadata.put(key, value);
        return mistake(metadata);
    }

    /** In files of version 0.1, whose network is the one that is named. */
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
                "{\"model\":\"sknet101\",\"classes\":1048576,\"channels\":1048576} | : Conv2d: a weight of shape "
                        + "[64, 1048576, 7, 7] has more values than fit one array",
                "{\"model\":\" \",\"classes\":2,\"channels\":1} | : its metadata 'sknet.architecture' can't be understood: "
                        + "An architecture needs a model name; see 'sknet info --all'",
                "{\"classes\":2,\"channels\":1} | : its metadata 'sknet.architecture' can't be understood: The architecture "
                        + "has no 'model'",
                "{\"model\":\"resnet20_cifar\",\"classes\":2,\"channels\":1,\"options\":{\"width\":null}} | : its metadata "
                        + "'sknet.architecture' can't be understood: The architecture: 'options': 'width' must be a string, "
                        + "not null",
                "{\"model\":\"resnet20_cifar\",\"classes\":2,\"channels\":1,\"options\":{\"blocks\":\"999999999\"}} | : "
                        + "Option blocks of resnet20_cifar must be in 1 … 64, not 999999999",
                "{\"model\":\"sknet29_cifar\",\"classes\":2,\"channels\":1,\"options\":{\"groups\":\"-1\"}} | : "
                        + "Conv2d: groups must be at least 1, not -1",
                "{\"model\":\"sknet50\",\"classes\":2,\"channels\":1,\"colour\":1} | : its metadata 'sknet.architecture' "
                        + "can't be understood: The architecture has 'colour', which is not known",
                "{\"model\":\"sknet50\",\"model\":\"sknet26\",\"classes\":2,\"channels\":1} | : its metadata "
                        + "'sknet.architecture' can't be understood: Duplicate field 'model'",
                "null | : its metadata 'sknet.architecture' can't be understood: It must be a JSON object, not null",
                "[] | : its metadata 'sknet.architecture' can't be understood: It must be a JSON object, not []",
                "7 | : its metadata 'sknet.architecture' can't be understood: It must be a JSON object, not 7",
                "{\"model\": | : its metadata 'sknet.architecture' can't be understood: It ends too early"
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
                "sknet.labels | [\"cat\"] | : A model of 2 classes needs as many labels, not 1",
                "sknet.labels | [\"cat\",null] | : its metadata 'sknet.labels' can't be understood: It: 'labels' must be a "
                        + "list of strings, not [\"cat\",null]",
                "sknet.labels | {\"cat\":1} | : its metadata 'sknet.labels' can't be understood: It: 'labels' must be a "
                        + "list, not {\"cat\":1}",
                "sknet.labels | null | : its metadata 'sknet.labels' can't be understood: It: 'labels' must be a list, not "
                        + "null",
                "sknet.preprocessing | {} | : its metadata 'sknet.preprocessing' can't be understood: The preprocessing has "
                        + "no 'channels'",
                "sknet.training | [] | : its metadata 'sknet.training' can't be understood: It must be a JSON object, not []",
                "sknet.task | {} | : its metadata 'sknet.task' can't be understood: It has no 'id'",
                "sknet.task | {\"id\":\"pose\"} | : its metadata 'sknet.task' can't be understood: There is no task 'pose'; "
                        + "there are: ",
                "sknet.task | {\"id\":\"classify\"} | : its metadata 'sknet.task' can't be understood: It has no 'outputs'",
                "sknet.task | {\"id\":\"classify\",\"outputs\":[]} | : its metadata 'sknet.task' can't be understood: It: "
                        + "'outputs' must be an object, not []",
                "sknet.task | {\"id\":\"segment\",\"outputs\":{\"output\":\"logits\"}} | : its metadata 'sknet.task' can't be "
                        + "understood: The output 'logits' must be a map (N, classes, H, W) of the image's height",
                "sknet.task | {\"id\":\"detect\",\"outputs\":{\"levels\":[]}} | : its metadata 'sknet.task' can't be "
                        + "understood: A detector needs at least one level",
                "sknet.graph | {} | : its metadata 'sknet.graph' can't be understood: The graph has no 'format'",
            })
    void hostileMetadataAreRefused(String key, String value, String message) throws IOException {
        String said = mistakeWith(key, value);
        assertTrue(said.startsWith(message.strip()), said);
    }

    @Test
    void aNetworkWithoutATaskIsNoModel() throws IOException {
        Map<String, String> metadata = soundMetadata();
        metadata.remove("sknet.task");
        assertEquals(" holds a network but does not say what for: it lacks 'sknet.task'", mistake(metadata));
    }

    @Test
    void deepMetadataIsRefused() throws IOException {
        String said = mistakeWith("sknet.training", "[".repeat(200_000) + "]".repeat(200_000));
        assertTrue(said.startsWith(": its metadata 'sknet.training' can't be understood: "), said);
    }

    @Test
    void aCheckpointWithoutArchitectureSaysHowToGoOn() throws IOException {
        assertEquals(
                " holds weights but does not say of which network; 'sknet import' makes a model file of it",
                mistake(Map.of("format", "pt")));
    }

    @Test
    void weightsThatAreNotInTheFileAreNotWaitedFor() throws IOException {
        String huge =
                soundMetadata().get("sknet.graph").replace("\"out\":2,\"inputs\"", "\"out\":100000000,\"inputs\"");
        String said = mistakeWith("sknet.graph", huge);
        assertTrue(said.contains("wrong shape: fc.weight is [2, 8], not [100000000, 8]"), said);
    }

    /** A file of two gigabytes (of nothing, which takes no room on a disk) whose values would take eight. */
    @Test
    @Timeout(20)
    void tensorsThatTheNetworkDoesNotWantTakeNoMemory() throws IOException {
        int elements = Integer.MAX_VALUE - 8;
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("__metadata__", soundMetadata());
        header.put(
                "fc.weight", Map.of("dtype", "U8", "shape", List.of(elements), "data_offsets", List.of(0, elements)));
        byte[] text = Json.write(header).getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("sparse.safetensors");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(text.length)
                    .array());
            out.write(text);
            out.setLength(Long.BYTES + text.length + (long) elements);
        }
        String said = mistake(file);
        assertTrue(said.startsWith(": The weights do not fit the network: missing: conv1.weight [2, 1, 3, 3]; "), said);
    }
}
