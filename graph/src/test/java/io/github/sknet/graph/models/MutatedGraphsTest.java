package io.github.sknet.graph.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.codec.GraphCodec;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ten thousand model files whose descriptions were changed: each is a verified network that can be written again, or is refused with
 * one sentence that names the file. Anything else, running out of memory and hanging included, fails the test.
 */
@Timeout(600)
class MutatedGraphsTest {

    private static final int LONGEST_SENTENCE = 1500;

    @TempDir
    Path folder;

    private byte[] sound;
    private int headerBytes;

    @BeforeEach
    void writeSoundFile() throws IOException {
        Graph graph;
        try (InputStream in = MutatedGraphsTest.class.getResourceAsStream("/graph-format-1.json")) {
            graph = GraphCodec.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        Path file = folder.resolve("sound.safetensors");
        ModelFile.of(graph, Weights.initial(graph, 1), new ClassifyTask())
                .withLabels(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"))
                .withPreprocessing(Preprocessing.exactSize(3, 8, 8))
                .write(file);
        sound = Files.readAllBytes(file);
        headerBytes =
                (int) ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    @ParameterizedTest
    @CsvSource({
        "sknet.graph, STRUCTURE, 5000",
        "sknet.graph, CHARACTERS, 3000",
        "sknet.task, STRUCTURE, 500",
        "sknet.task, CHARACTERS, 500",
        "sknet.preprocessing, STRUCTURE, 500",
        "sknet.preprocessing, CHARACTERS, 500"
    })
    void everyChangeIsReadOrRefused(String key, Kind kind, int files) throws IOException {
        JsonMutations mutations = new JsonMutations(20260102);
        Path file = folder.resolve("changed.safetensors");
        int refused = 0;
        for (int i = 0; i < files; i++) {
            String text = describedBy(key);
            Files.write(
                    file,
                    with(key, kind == Kind.STRUCTURE ? mutations.ofStructure(text) : mutations.ofCharacters(text)));
            try {
                Graph graph = ModelFile.read(file).graph();
                assertEquals(graph, GraphCodec.read(GraphCodec.write(graph)));
            } catch (WeightsException e) {
                assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
                assertTrue(e.getMessage().length() < LONGEST_SENTENCE, e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > files / 2, "only " + refused + " of " + files + " were refused");
        assertFalse(refused == files, "not one was read, so nothing beyond the first check was reached");
    }

    /** What is changed. */
    enum Kind {
        STRUCTURE,
        CHARACTERS
    }

    private Map<String, Object> header() {
        return Json.read(new String(sound, Long.BYTES, headerBytes, StandardCharsets.UTF_8));
    }

    private String describedBy(String key) {
        return (String) ((Map<?, ?>) header().get("__metadata__")).get(key);
    }

    /** The sound file with another text for a key. */
    @SuppressWarnings("unchecked")
    private byte[] with(String key, String text) {
        Map<String, Object> header = header();
        ((Map<String, Object>) header.get("__metadata__")).put(key, text);
        byte[] changed = Json.write(header).getBytes(StandardCharsets.UTF_8);
        int data = Long.BYTES + headerBytes;
        return ByteBuffer.allocate(Long.BYTES + changed.length + sound.length - data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(changed.length)
                .put(changed)
                .put(sound, data, sound.length - data)
                .array();
    }
}
