package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that nobody has registered is trained by the command from its file. */
class OwnNetworkTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void writeData() throws IOException {
        data = StripeFolders.write(folder.resolve("data"), List.of("columns", "rows"), 12);
    }

    private Path own(int classes) throws IOException {
        GraphBuilder builder = new GraphBuilder(1);
        Node x = builder.add("stem", Conv2d.of(1, 8, Window.of(3).padding(1)), builder.input());
        x = builder.add("stem_relu", Activation.relu(), x);
        x = SelectiveKernel.paper(8, 2, 2, 2, 2, 4).build(builder.scope("select"), x);
        x = builder.add("pool", new GlobalAveragePool(), x);
        builder.output("logits", builder.add("classifier", Linear.of(8, classes), x));
        Graph graph = builder.build();
        Path file = folder.resolve("mine-" + classes + ".safetensors");
        ModelFile.of(graph, Weights.initial(graph, 1), new ClassifyTask()).write(file);
        return file;
    }

    @Test
    void isTrainedFromItsFileAndAnswers() throws IOException {
        Path mine = own(2);
        Path run = folder.resolve("run");
        CommandLineRun.succeed(
                "train",
                "--from",
                mine,
                "--data",
                data,
                "--epochs",
                8,
                "--batch",
                6,
                "--lr",
                0.05,
                "--set",
                "augmentation.flip=0",
                "--set",
                "augmentation.padding=0",
                "--held-out",
                0.25,
                "--out",
                run);
        Path best = run.resolve("best.safetensors");
        ModelFile trained = ModelFile.read(best);
        assertEquals(ModelFile.read(mine).graph(), trained.graph());
        assertTrue(trained.architecture().isEmpty(), "no registry knows it");
        assertEquals(List.of("columns", "rows"), trained.labels());
        JsonNode config = JSON.readTree(run.resolve("config.json").toFile());
        assertEquals(mine.toString(), config.get("from").asText());
        assertFalse(config.has("architecture"), config.toString());
        assertTrue(Files.readString(run.resolve("report.html")).contains("mine-2.safetensors"));
        JsonNode judged = JSON.readTree(CommandLineRun.succeed("eval", "--model", best, "--data", data, "--json")
                .lastLine());
        assertTrue(judged.get("top1").asDouble() > 0.9, judged.toString());
        CommandLineRun.succeed("train", "--resume", run, "--epochs", 9);
        JsonNode answers = JSON.readTree(
                CommandLineRun.succeed("predict", "--model", best, "--json", "--kernels", data.resolve("rows/3.png"))
                        .lastLine());
        assertEquals("rows", answers.at("/0/labels/0/label").asText());
        assertEquals(1, answers.at("/0/kernels").size());
    }

    /** Three classes were told apart, two are to be: the classifier starts anew, and that is said. */
    @Test
    void otherClassesThanTheDatasGetAHeadOfTheirOwn() throws IOException {
        Path mine = own(3);
        Path run = folder.resolve("run");
        CommandLineRun training = CommandLineRun.succeed(
                "train", "--from", mine, "--data", data, "--epochs", 1, "--batch", 6, "--out", run, "--json");
        ModelFile trained = ModelFile.read(run.resolve("last.safetensors"));
        assertEquals(2, trained.outputs().classes());
        assertEquals(List.of("columns", "rows"), trained.labels());
        JsonNode reasons = JSON.readTree(training.lastLine()).get("reasons");
        String taken = reasons.get("from").asText();
        assertTrue(taken.startsWith(mine + ": ") && taken.endsWith("; fresh: classifier"), taken);
        assertTrue(training.err().contains("from: " + taken + "\n"), training.err());
        String classes = reasons.get("classes").asText();
        assertTrue(
                classes.startsWith("the data's 2 [columns, rows], which are not the 3 of " + mine)
                        && classes.endsWith("the head (classifier) starts anew"),
                classes);
    }

    @Test
    void whatIsForRegisteredNetworksIsRefused() throws IOException {
        Path mine = own(2);
        CommandLineRun.refused(
                2,
                "Options [width] are for models by name; the network of " + mine + " is what it is",
                "train",
                "--from",
                mine,
                "--data",
                data,
                "--option",
                "width=2");
        CommandLineRun.refused(
                2, "hardly fits the network: 0 of", "train", "--from", mine, "--model", "sknet_tiny", "--data", data);
        CommandLineRun.refused(
                1, "missing.safetensors", "train", "--from", folder.resolve("missing.safetensors"), "--data", data);
    }

    /** Weights of a registered network for other classes: the head starts anew, the rest goes on. */
    @Test
    void aRegisteredNetworkStartsFromAFileOfOtherClasses() throws IOException {
        Architecture architecture = Architecture.of("sknet_tiny", 5, 1);
        Weights weights = Weights.initial(architecture.build(), 9);
        Path start = folder.resolve("five.safetensors");
        ModelFile.of(architecture, weights).write(start);
        Path run = folder.resolve("run");
        CommandLineRun.succeed(
                "train",
                "--from",
                start,
                "--model",
                "sknet_tiny",
                "--data",
                data,
                "--held-out",
                0.25,
                "--epochs",
                1,
                "--batch",
                18,
                "--set",
                "frozen=[\"basic_conv\"]",
                "--out",
                run);
        ModelFile trained = ModelFile.read(run.resolve("last.safetensors"));
        assertEquals(2, trained.outputs().classes());
        assertEquals(
                weights.tensors().get("basic_conv.0.weight"),
                trained.weights().tensors().get("basic_conv.0.weight"));
    }
}
