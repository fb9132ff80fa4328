package io.github.sknet.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.JudgedBy;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewRunTest {

    private static final Recipe RECIPE = Recipe.named("quick");

    @TempDir
    Path folder;

    private DataSource data(String... classes) throws IOException {
        return DataSource.of(
                Grey.write(folder.resolve("data"), List.of(classes), 1).toString());
    }

    private static NewRun run(
            DataSource data,
            Optional<String> model,
            Map<String, String> options,
            Optional<Size> size,
            Optional<Path> from) {
        return new NewRun(data, JudgedBy.usual(0.1), model, options, size, from, false);
    }

    private static NewRun named(DataSource data, String model, Map<String, String> options) {
        return run(data, Optional.of(model), options, Optional.empty(), Optional.empty());
    }

    @Test
    void aRegisteredNetworkIsMadeForTheDataAtHand() throws IOException {
        TrainingPlan plan =
                named(data("dark", "grey", "light"), "sknet_tiny", Map.of()).plan(RECIPE);
        assertEquals(3, plan.model().outputs().classes());
        assertEquals(List.of("dark", "grey", "light"), plan.model().labels());
        assertEquals(List.of("dark", "grey", "light"), plan.data().labels());
        assertEquals(1, plan.model().graph().inputChannels());
        assertEquals(
                Optional.of(Preprocessing.exactSize(1, 12, 12)), plan.model().preprocessing(), "small images stay");
        assertEquals(RECIPE, plan.recipe());
    }

    @Test
    void theSizeIsWhatIsAskedForElseTheFilesOwn() throws IOException {
        DataSource data = data("dark", "light");
        Architecture architecture = Architecture.of("sknet_tiny", 2, 1);
        Path file = folder.resolve("start.safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withPreprocessing(Preprocessing.exactSize(1, 20, 24))
                .write(file);
        for (Optional<String> model : List.of(Optional.<String>empty(), Optional.of("sknet_tiny"))) {
            NewRun own = run(data, model, Map.of(), Optional.empty(), Optional.of(file));
            assertEquals(
                    Optional.of(Preprocessing.exactSize(1, 20, 24)),
                    own.plan(RECIPE).model().preprocessing());
            NewRun sized = run(data, model, Map.of(), Optional.of(new Size(32, 16)), Optional.of(file));
            assertEquals(
                    Optional.of(Preprocessing.exactSize(1, 32, 16)),
                    sized.plan(RECIPE).model().preprocessing());
        }
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws IOException {
        DataSource data = data("dark", "light");
        assertRefused(
                "There is no model 'sknet_huge'",
                () -> named(data, "sknet_huge", Map.of()).plan(RECIPE));
        assertRefused(
                "has no option 'width'",
                () -> named(data, "sknet_tiny", Map.of("width", "2")).plan(RECIPE));
        assertRefused(
                "A run needs a network",
                () -> run(data, Optional.empty(), Map.of(), Optional.empty(), Optional.empty()));
        DataSource set = new DataSource(data.location(), List.of(), Map.of("ignore", "3"));
        assertRefused(
                "ignore is for data to segment, not to classify",
                () -> named(set, "sknet_tiny", Map.of()).plan(RECIPE));
    }

    private static void assertRefused(String part, org.junit.jupiter.api.function.Executable plan) {
        String message = assertThrows(IllegalArgumentException.class, plan).getMessage();
        assertTrue(message.contains(part), message);
    }
}
