package io.github.sknet.train.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.sknet.train.optim.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeTest {

    @Test
    void jsonComesBackAsTheSameRecipe() {
        Recipe.all().forEach((name, recipe) -> assertEquals(recipe, Recipe.fromJson(recipe.toJson()), name));
    }

    @Test
    void whatAFileLeavesOutIsTheDefault() {
        var file = JsonNodeFactory.instance.objectNode().put("epochs", 3);
        file.putObject("optimiser").put("learningRate", 0.5);
        Recipe recipe = Recipe.fromJson(file);
        assertEquals(3, recipe.epochs());
        assertEquals(0.5, recipe.optimiser().learningRate());
        assertEquals(Recipe.CPU.optimiser().weightDecay(), recipe.optimiser().weightDecay());
    }

    @Test
    void entriesAreSetByTheirPath() {
        Recipe recipe = Recipe.CPU
                .with("schedule.shape", "step")
                .with("frozen", "[\"stem\"]")
                .with("augmentation.flip", "0");
        assertEquals(Schedule.Shape.STEP, recipe.schedule().shape());
        assertEquals(List.of("stem"), recipe.frozen());
        assertEquals(0, recipe.augmentation().flip());
    }

    @Test
    void mistakesAreNamed() {
        IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> Recipe.CPU.with("optimizer.lr", "1"));
        assertEquals("A recipe has no entry 'optimizer.lr'", unknown.getMessage());
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> Recipe.CPU.with("epochs", "0"));
        assertTrue(wrong.getMessage().contains("epochs must be at least 1"), wrong.getMessage());
        var file = JsonNodeFactory.instance.objectNode().put("epoch", 3);
        assertThrows(IllegalArgumentException.class, () -> Recipe.fromJson(file));
    }
}
