package io.github.sknet.train.recipe;

import io.github.sknet.graph.json.Json;
import io.github.sknet.train.TrainingTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The recipes that can be asked for by name: resources beside the tasks that they are for. */
final class NamedRecipes {

    private NamedRecipes() {}

    static List<String> names() {
        return TrainingTask.all().stream()
                .flatMap(task -> task.recipes().stream())
                .toList();
    }

    static Recipe read(String name) {
        return RecipeForm.read(entries(name));
    }

    /**
     * The entries of a recipe, as its resource has them.
     *
     * @throws IllegalArgumentException naming those there are, when there is none
     */
    static Map<String, Object> entries(String name) {
        TrainingTask<?, ?> owner = TrainingTask.all().stream()
                .filter(task -> task.recipes().contains(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no recipe '" + name + "'; there are: " + String.join(", ", names())));
        String resource = name + ".json";
        try (InputStream stream = owner.getClass().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The recipe '" + name + "' for models to " + owner.id()
                        + " can't be read: there is no " + resource + " beside " + owner.getClass()
                        + ", or its module does not open that package");
            }
            return Json.read(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
