package io.github.sknet.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.JudgedBy;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.TrainingListener;
import io.github.sknet.train.run.TrainingResult;
import io.github.sknet.train.torch.Hardware;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with their reports: nothing of a report is lost unseen, and none of them ends a run. */
class TrainingSessionTest {

    private static final Recipe RECIPE =
            Recipe.named("quick").with("epochs", "2").with("batchSize", "4").with("augmentation.flip", "0");

    @TempDir
    Path folder;

    private final List<String> found = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Path data;
    private Path start;

    @BeforeEach
    void writeDataAndNetwork() throws IOException {
        data = Grey.write(folder.resolve("data"), List.of("dark", "light"), 8);
        GraphBuilder builder = new GraphBuilder(1);
        Node x = builder.add("stem", Conv2d.of(1, 4, Window.of(3).padding(1)), builder.input());
        x = SelectiveKernel.paper(4, 2, 2, 2, 1, 2).build(builder.scope("select"), x);
        x = builder.add("pool", new GlobalAveragePool(), x);
        builder.output("logits", builder.add("classifier", Linear.of(4, 2), x));
        Graph graph = builder.build();
        start = folder.resolve("start.safetensors");
        ModelFile.of(graph, Weights.initial(graph, 1), new ClassifyTask()).write(start);
    }

    private TrainingPlan plan(Recipe recipe) throws IOException {
        return new NewRun(
                        DataSource.of(data.toString()),
                        JudgedBy.usual(0.25),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Optional.of(start),
                        false)
                .plan(recipe);
    }

    private TrainingSession session(TrainingPlan plan, RunDirectory directory) {
        return new TrainingSession(plan, Hardware.processor(), directory, found::add, problems::add);
    }

    private static List<Path> events(RunDirectory directory) throws IOException {
        try (Stream<Path> files = Files.list(directory.events())) {
            return files.sorted().toList();
        }
    }

    private static void assertReport(RunDirectory directory, String... parts) throws IOException {
        String report = Files.readString(directory.report());
        for (String part : parts) {
            assertTrue(report.contains(part), "report.html lacks '" + part + "'");
        }
    }

    @Test
    void aRunLeavesItsReportAndEventsAndHasNothingToTell() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        TrainingResult result = session(plan(RECIPE), directory).run(TrainingListener.NONE);
        assertEquals(TrainingResult.End.COMPLETED, result.end());
        assertEquals(List.of(), problems);
        assertReport(
                directory,
                "Completed after 2 of 2 epochs.",
                "start.safetensors",
                "accuracy",
                "learning rate",
                "waiting for data",
                "Configuration",
                "Environment",
                "select.attn");
        assertEquals(1, events(directory).size());
        String recorded = Files.readString(events(directory).get(0), StandardCharsets.ISO_8859_1);
        for (String tag : List.of("loss/train", "loss/validation", "top1/validation", "run/seconds")) {
            assertTrue(recorded.contains(tag), "no event has the tag " + tag);
        }
    }

    @Test
    void whatGoesOnWritesBesideWhatWas() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        session(plan(RECIPE), directory).run(TrainingListener.NONE);
        TrainingPlan kept = TrainingPlan.of(directory);
        TrainingPlan longer = kept.withRecipe(kept.recipe().with("epochs", "3"));
        assertEquals(3, session(longer, directory).resume(TrainingListener.NONE).epochs());
        assertReport(directory, "Completed after 3 of 3 epochs.");
        assertEquals(2, events(directory).size());
        assertEquals(3, TrainingPlan.of(directory).recipe().epochs(), "what was said once holds");

        assertEquals(
                3,
                session(TrainingPlan.of(directory), directory)
                        .resume(TrainingListener.NONE)
                        .epochs());
        assertReport(directory, "Completed after 3 of 3 epochs.");
        TrainingPlan shorter = kept.withRecipe(kept.recipe().with("epochs", "1"));
        assertThrows(
                IllegalArgumentException.class,
                () -> session(shorter, directory).resume(TrainingListener.NONE));
        assertReport(directory, "Completed after 3 of 3 epochs.");
        assertEquals(List.of(), problems);
    }

    /** A folder where the report belongs and a file where the events belong: both can't be written. */
    @Test
    void whatCannotBeWrittenIsToldOnceAndTheRunEndsWell() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Files.createDirectories(directory.report().resolve("occupied"));
        Files.writeString(directory.events(), "occupied");
        TrainingResult result = session(plan(RECIPE), directory).run(TrainingListener.NONE);
        assertEquals(TrainingResult.End.COMPLETED, result.end());
        assertEquals(2, result.epochs());
        assertEquals(2, ModelFile.read(directory.best()).labels().size());
        assertEquals(2, problems.size(), problems::toString);
        String run = " of the run in " + directory.path() + " could not be written: ";
        assertTrue(problems.get(0).startsWith("The TensorBoard events" + run), problems::toString);
        assertTrue(problems.get(0).contains(directory.events().toString()), problems::toString);
        assertTrue(problems.get(1).startsWith("The report" + run), problems::toString);
        assertTrue(problems.get(1).contains(directory.report().toString()), problems::toString);
    }

    /** Images that break while the run looks at them are named in its report. */
    @Test
    void brokenImagesAreNamedInTheReport() throws IOException {
        Files.writeString(data.resolve("dark/9.png"), "no picture");
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        session(plan(RECIPE), directory).run(TrainingListener.NONE);
        assertEquals(List.of(), problems);
        assertReport(directory, "Broken images", "9.png");
        RunDirectory strict = RunDirectory.create(folder.resolve("strict"));
        IOException refused = assertThrows(
                IOException.class,
                () -> session(plan(RECIPE.with("run.strict", "true")), strict).run(TrainingListener.NONE));
        assertTrue(refused.getMessage().contains("9.png"), refused.getMessage());
    }
}
