package io.github.sknet.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.JudgedBy;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingPlanTest {

    private static TrainingPlan plan() {
        Architecture architecture = Architecture.of("sknet_tiny", 2, 1);
        return new TrainingPlan(
                new DataSource("photos", List.of("sky", "road"), Map.of("ignore", "3", "other", "1")),
                JudgedBy.usual(0.1),
                ModelFile.of(architecture, Weights.initial(architecture.build(), 1)),
                Recipe.named("cpu"),
                Optional.empty(),
                Map.of());
    }

    @Test
    void dataElsewhereIsReadAsItWasButForWhatIsSaidAnew() {
        assertEquals(
                new DataSource("moved", List.of("sky", "road"), Map.of("ignore", "3", "other", "1")),
                plan().withData(DataSource.of("moved")).data());
        assertEquals(
                new DataSource("moved", List.of("a", "b"), Map.of("ignore", "4", "other", "1")),
                plan().withData(new DataSource("moved", List.of("a", "b"), Map.of("ignore", "4")))
                        .data());
    }

    /** With another seed other images would be held out: the run would be judged by what it has learned from. */
    @Test
    void aRunKeepsItsSeed() {
        TrainingPlan plan = plan();
        assertEquals(
                60, plan.withRecipe(plan.recipe().with("epochs", "60")).recipe().epochs());
        Recipe other = plan.recipe().with("seed", "2");
        assertThrows(IllegalArgumentException.class, () -> plan.withRecipe(other));
    }
}
