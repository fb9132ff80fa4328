package io.github.sknet.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.heads.ConvNormRelu;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The benchmarks on a model file whose network is in no registry, as docs/own-network.md has them. */
class OwnNetworkBenchTest {

    private static final Path PAGE = Path.of("../docs/own-network.md");
    private static final String COMMAND = "./sknet bench ";
    private static final List<String> SHORT = List.of("--rounds", "1", "--turn", "0.01", "--warm-up", "0", "--json");

    @TempDir
    Path folder;

    /** Images are not square. */
    private Path write() throws IOException {
        GraphBuilder b = new GraphBuilder(3);
        Node x = ConvNormRelu.three(3, 8).build(b.scope("stem"), b.input());
        x = SelectiveKernel.paper(8, 2, 4, 2, 1, 4).build(b.scope("sk"), x);
        b.output("logits", b.add("fc", Linear.of(8, 2), b.add("pool", new GlobalAveragePool(), x)));
        Graph graph = b.build();
        Path file = folder.resolve("mine.safetensors");
        ModelFile.of(graph, Weights.initial(graph, 1), new ClassifyTask())
                .withPreprocessing(Preprocessing.exactSize(3, 16, 24))
                .write(file);
        return file;
    }

    @Test
    void thePagesCommandsTimeAFile() throws IOException {
        Path file = write();
        List<String> commands;
        try (Stream<String> lines = Files.lines(PAGE)) {
            commands = lines.filter(line -> line.startsWith(COMMAND)).toList();
        }
        assertFalse(commands.isEmpty(), "the page has benchmarks");
        for (String command : commands) {
            List<String> words =
                    new ArrayList<>(List.of(command.substring(COMMAND.length()).split("\\s+")));
            words.replaceAll(word -> word.endsWith(".safetensors") ? file.toString() : word);
            JsonNode results = timed(words);
            assertEquals(4, results.size(), results::toString);
            for (JsonNode result : results) {
                assertEquals(file.toString(), result.get("model").asText());
                assertEquals("[16,24]", result.get("size").toString());
                assertTrue(result.get("millisPerImage").asDouble() > 0, result::toString);
            }
        }
    }

    @Test
    void integersOfEightBitsAreTimedToo() throws IOException {
        JsonNode results = timed(List.of("--model", write().toString(), "--engines", "onnx-int8"));
        assertEquals("onnx-int8", results.get(0).get("engine").asText());
        assertTrue(results.get(0).get("millisPerImage").asDouble() > 0, results::toString);
    }

    @Test
    void servicesAreTimedBesideTheirEngines() throws IOException {
        JsonNode results = timed(List.of(
                "--serve", "--model", write().toString(), "--engines", "java,onnx", "--clients", "4", "--batch", "2"));
        assertEquals(4, results.size(), results::toString);
        for (JsonNode result : results) {
            assertTrue(result.get("alonePerSecond").asDouble() > 0, result::toString);
            assertTrue(result.get("servedPerSecond").asDouble() > 0, result::toString);
            assertTrue(
                    result.get("p99Millis").asDouble()
                            >= result.get("p50Millis").asDouble(),
                    result::toString);
        }
    }

    private static JsonNode timed(List<String> words) throws IOException {
        List<String> all = new ArrayList<>(words);
        all.addAll(SHORT);
        StringWriter told = new StringWriter();
        int status = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(told, true))
                .execute(all.toArray(String[]::new));
        assertEquals(0, status, all::toString);
        return new JsonMapper()
                .readTree(told.toString().strip().lines().reduce((a, b) -> b).orElseThrow());
    }

    @Test
    void whatIsNoModelIsNamed() {
        StringWriter errors = new StringWriter();
        int status = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(errors, true))
                .execute("--model", folder.resolve("absent.safetensors").toString());
        assertEquals(CommandLine.ExitCode.SOFTWARE, status);
        assertTrue(errors.toString().contains("absent.safetensors"), errors::toString);
    }
}
