package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the words of a command may be: statuses, suggestions, help. */
class UsageTest {

    @TempDir
    Path folder;

    @Test
    void wrongUsageIsStatusTwoAndOneSentence() {
        for (String[] words : List.of(
                new String[] {},
                new String[] {"fly"},
                new String[] {"predict", "a.png"},
                new String[] {"info"},
                new String[] {"export", "--model", "m", "--format", "gif", "--out", "x"},
                new String[] {"train"},
                new String[] {"help", "fly"},
                new String[] {"bench"},
                new String[] {"info", "sknet_tiny", "--option", "foo=2"},
                new String[] {"info", "sknet_tiny", "--classes", "0"},
                new String[] {"info", "sknet51"},
                new String[] {"conformance", "--engine", "abacus"},
                new String[] {"import", "--from", "a.pth", "--model", "sknet51", "--out", "b"},
                new String[] {"quickstart", "--seed", "x"},
                new String[] {"quickstart", "--threads", "0"})) {
            CommandLineRun run = CommandLineRun.of((Object[]) words);
            assertEquals(2, run.status(), Arrays.toString(words));
            assertEquals(1, run.err().strip().lines().count(), run.err());
            assertTrue(run.err().startsWith("sknet: "), run.err());
        }
    }

    @Test
    void aSentenceNamesWhatIsWrongAndNothingElse() throws IOException {
        CommandLineRun.refused(1, "A model file has a name, and the one given is empty", "info", "");
        for (String option : List.of("--model", "--out")) {
            CommandLineRun.refused(2, option + "': a name is needed, and the one given is empty", "export", option, "");
        }
        Path source = Files.writeString(folder.resolve("Own.java"), "import java.util.List;\n");
        CommandLineRun.refused(1, source + " is a text, not a model file", "info", source);
        CommandLineRun.refused(
                2,
                "it is one of model, onnx, safetensors, torchscript, not 'onx'; did you mean onnx?",
                "export",
                "--model",
                "m",
                "--out",
                "x",
                "--format",
                "onx");
        String[] train = {"train", "--data", "fashion-mnist", "--model", "sknet_tiny"};
        for (String[] change : List.of(
                new String[] {"--lr", "-1", "An optimiser's learningRate must be finite and above 0, not -1.0"},
                new String[] {"--set", "epoch=3", "A recipe has no entry 'epoch'; did you mean epochs?"})) {
            CommandLineRun run =
                    CommandLineRun.of(train[0], train[1], train[2], train[3], train[4], change[0] + "=" + change[1]);
            assertEquals(2, run.status(), run.err());
            assertTrue(run.err().strip().endsWith(change[2]), run.err());
        }
    }

    /** With a model, an image and data that are all right: what is asked for can't be. */
    @Test
    void wrongValuesAreWrongUsageInEveryCommand() throws IOException {
        Path model = SmallFiles.model(folder);
        Path picture = SmallFiles.picture(folder, "picture.png", 28, 28);
        for (List<Object> words : List.<List<Object>>of(
                List.of("--top", 0),
                List.of("--top", "x"),
                List.of("--threads", 0),
                List.of("--threads", "two"),
                List.of("--engine", "abacus"),
                List.of("--task", "detect"),
                List.of("--score-threshold", 0.5),
                List.of("--out", picture))) {
            refused(words, "predict", "--model", model, picture);
        }
        refused(List.of("--units", "SK_9_9"), "explain", "--model", model, picture, "--out", folder.resolve("out"));
        refused(List.of("--out", picture), "explain", "--model", model, picture);
        for (List<Object> words : List.<List<Object>>of(
                List.of("--epochs", 0),
                List.of("--seed", "x"),
                List.of("--lr", "nan"),
                List.of("--batch", 0),
                List.of("--set", "foo=3"),
                List.of("--set", "foo"),
                List.of("--option", "foo=2"),
                List.of("--held-out", 2),
                List.of("--task", "segment"),
                List.of("--recipe", "fast"),
                List.of("--recipe", "detect"),
                List.of("--device", "abacus"),
                List.of("--threads", 0),
                List.of("--out", picture))) {
            refused(words, "train", "--model", "sknet_tiny", "--data", "fashion-mnist", "--out", folder.resolve("run"));
        }
        refused(List.of("--model", "sknet51"), "train", "--data", "fashion-mnist", "--out", folder.resolve("run"));
        refused(List.of("--out", folder), "export", "--model", model, "--format", "onnx");
        assertFalse(Files.exists(folder.resolve("run")), "nothing was begun");
    }

    private static void refused(List<Object> more, Object... words) {
        List<Object> all = new ArrayList<>(List.of(words));
        int given = all.indexOf("--out");
        if (more.get(0).equals("--out") && given >= 0) {
            all.subList(given, given + 2).clear();
        }
        all.addAll(more);
        CommandLineRun run = CommandLineRun.of(all.toArray());
        assertEquals(2, run.status(), all + ": " + run.err());
        assertEquals(1, run.err().strip().lines().count(), run.err());
        assertEquals("", run.out(), "what is refused prints no result");
    }

    @Test
    void misspelledWordsHaveASuggestion() {
        CommandLineRun.refused(2, "; did you mean train?", "trian");
        CommandLineRun.refused(2, "; did you mean train?", "trian", "--help");
        CommandLineRun.refused(2, "; did you mean --version?", "--versoin", "--help");
        CommandLineRun.refused(2, "; did you mean predict?", "help", "pedict");
        CommandLineRun.refused(2, "; did you mean --model?", "predict", "--modle", "m", "a.png");
        CommandLineRun.refused(2, "; did you mean sknet50", "info", "sknet-50");
    }

    /** Whatever else is asked of them: their options are not known here. */
    @Test
    void commandsOfOtherModulesSayWhereTheyAre() {
        CommandLineRun.refused(
                2, "in a checkout, './sknet bench' builds and starts them", "bench", "--model", "x", "y");
        CommandLineRun.refused(
                2, "in a checkout, './sknet spark-score' builds and starts it", "spark-score", "--data", "x");
    }

    @Test
    void theHelpOfACommandIsShownEitherWay() {
        assertEquals(
                CommandLineRun.succeed("train", "--help").out(),
                CommandLineRun.succeed("help", "train").out());
        assertEquals(
                CommandLineRun.succeed("--help").out(),
                CommandLineRun.succeed("help").out());
        assertTrue(CommandLineRun.succeed("--help").out().contains("\n  bench "), "the list has it");
    }

    @Test
    void theVersionNamesTheCommitAndTheEngines() {
        String version = CommandLineRun.succeed("--version").out();
        assertTrue(
                version.matches("(?s)sknet \\S+, (commit [0-9a-f]{7,}(-dirty)?|of no known commit), Java \\S+\\R"
                        + "engines: .*"),
                version);
        for (String engine : List.of("java", "java-scalar", "onnx", "torch")) {
            assertTrue(version.contains(engine), version);
        }
    }

    @Test
    void whatIsRefusedIsNotAnnounced() throws IOException {
        Path run = folder.resolve("run");
        for (Object[] words : new Object[][] {
            {"train", "--data", "nowhere", "--model", "sknet_tiny", "--out", run},
            {"train", "--data", "fashion-mnist", "--model", "sknet_tiny", "--set", "frozen=[\"x\"]", "--out", run}
        }) {
            CommandLineRun refused = CommandLineRun.of(words);
            assertTrue(refused.status() != 0, refused.err());
            assertFalse(refused.out().contains("training sknet_tiny"), refused.out());
        }
    }
}
