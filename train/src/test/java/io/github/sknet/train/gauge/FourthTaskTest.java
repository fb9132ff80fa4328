package io.github.sknet.train.gauge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.Splits;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.TrainingTask;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.Runs;
import io.github.sknet.train.run.TrainingRun;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A task that nothing here has ever heard of is trained like the others: it is found by its services, which are on the class path
 * during these tests alone.
 */
class FourthTaskTest {

    private ClassLoader before;
    private URLClassLoader withServices;

    @BeforeEach
    void register() {
        before = Thread.currentThread().getContextClassLoader();
        withServices = new URLClassLoader(new URL[] {FourthTaskTest.class.getResource("/fourth-task/")}, before);
        Thread.currentThread().setContextClassLoader(withServices);
    }

    @AfterEach
    void forget() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        withServices.close();
    }

    private static Graph graph() {
        GraphBuilder b = new GraphBuilder(1);
        b.output("reading", b.add("fc", Linear.of(1, 1), b.add("mean", new GlobalAveragePool(), b.input())));
        return b.build();
    }

    /** The types fit whatever the task is. */
    private static TrainingRun<?, ?> run(Recipe recipe) throws IOException {
        GaugeTraining task = new GaugeTraining();
        Splits<GaugeDatasets.Greys> greys = DataSource.of("greys").open(task.datasets(), new AnnotationProblems(true));
        ModelFile model = ModelFile.of(graph(), Weights.initial(graph(), 1), Task.named("gauge"))
                .withPreprocessing(Preprocessing.exactSize(1, 8, 8));
        return new TrainingRun<>(task, model, recipe, greys.forTraining(0.1, 1));
    }

    @Test
    void itIsTrainedJudgedAndResumed(@TempDir Path folder) throws IOException {
        Runs.assertResumesExactly(run(Recipe.named("gauge")), 5, folder);
        RunDirectory directory = new RunDirectory(folder.resolve("whole"));
        assertEquals(Recipe.named("gauge"), directory.readRecipe());
        double closeness = directory.readMetrics().stream()
                .mapToDouble(row -> row.values().get("val_closeness"))
                .max()
                .orElseThrow();
        assertTrue(closeness > 0.98, "closeness " + closeness);
        try (var gauge = VisionModels.load(directory.best(), "gauge", VisionModels.Options.usual())) {
            double reading = ((GaugeVision.Reading) gauge.predict(new GaugeDatasets.Greys(new int[] {100}).image(0)))
                    .brightness();
            assertEquals(100 / 255.0, reading, 0.05);
        }
    }

    @Test
    void itsEntriesOfARecipeAreItsOwn() {
        assertEquals(
                Set.of("classify", "detect", "segment", "gauge"),
                TrainingTask.all().stream().map(TrainingTask::id).collect(Collectors.toSet()));
        Recipe recipe = Recipe.named("gauge").with("zeal", "2");
        assertEquals(new GaugeTraining.Settings(2), recipe.settings());
        assertEquals(recipe, Recipe.of(recipe.toMap()));
        assertEquals(
                "'zeal' is for models to gauge; this recipe is for classify",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Recipe.named("cpu").with("zeal", "2"))
                        .getMessage());
        assertEquals(
                "'crops.size' is for models to classify; this recipe is for gauge",
                assertThrows(IllegalArgumentException.class, () -> recipe.with("crops.size", "2"))
                        .getMessage());
    }
}
