package io.github.sknet.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.JudgedBy;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.classify.ClassifyTask;
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

/** What a run takes from a model file, and what becomes of its classes. */
class StartingPointTest {

    private static final String HEAD = "classifier.0.weight";
    private static final String BODY = "stage_3.0.feas.0.weight";

    @TempDir
    Path folder;

    private ModelFile known(String... labels) throws IOException {
        Architecture architecture = Architecture.of("sknet_tiny", Math.max(2, labels.length), 1);
        ModelFile model = ModelFile.of(architecture, Weights.initial(architecture.build(), 99))
                .withLabels(List.of(labels))
                .withPreprocessing(Preprocessing.exactSize(1, 12, 12));
        model.write(file());
        return model;
    }

    private Path file() {
        return folder.resolve("known.safetensors");
    }

    private DataSource data(String... classes) throws IOException {
        return DataSource.of(
                Grey.write(folder.resolve("data"), List.of(classes), 2).toString());
    }

    private TrainingPlan plan(DataSource data, Optional<String> model, boolean force) throws IOException {
        String task = model.isPresent() && model.get().startsWith("fcos") ? "detect" : "quick";
        return new NewRun(data, JudgedBy.usual(0.1), model, Map.of(), Optional.empty(), Optional.of(file()), force)
                .plan(Recipe.named(task));
    }

    private static boolean same(ModelFile one, ModelFile other, String parameter) {
        return one.weights().get(parameter).equals(other.weights().get(parameter));
    }

    private static final List<Optional<String>> BOTH_WAYS = List.of(Optional.empty(), Optional.of("sknet_tiny"));

    @Test
    void theSameClassesAreTakenWithTheirHead() throws IOException {
        ModelFile known = known("dark", "light");
        DataSource data = data("dark", "light");
        for (Optional<String> model : BOTH_WAYS) {
            TrainingPlan plan = plan(data, model, false);
            assertEquals(known.weights(), plan.model().weights());
            int all = known.weights().tensors().size();
            assertEquals(
                    file() + ": " + all + " of " + all + " tensors",
                    plan.reasons().get("from"));
            assertEquals(null, plan.reasons().get("classes"));
        }
    }

    /** The data's folders are sorted, the file's classes are not: names count, not numbers. */
    @Test
    void theSameClassesInAnotherOrderKeepTheFilesOrder() throws IOException {
        ModelFile known = known("light", "dark");
        DataSource data = data("dark", "light");
        for (Optional<String> model : BOTH_WAYS) {
            TrainingPlan plan = plan(data, model, false);
            assertEquals(known.weights(), plan.model().weights());
            assertEquals(List.of("light", "dark"), plan.model().labels());
            assertEquals(List.of("light", "dark"), plan.data().labels());
            assertEquals(
                    "[light, dark]: the data's, by name, in the order of " + file(),
                    plan.reasons().get("classes"));
        }
    }

    /** As many others: a head that fits in shape, and knows nothing of these classes. */
    @Test
    void otherClassesGetAFreshHeadEvenIfTheyAreAsMany() throws IOException {
        ModelFile known = known("cat", "dog");
        DataSource data = data("dark", "light");
        for (Optional<String> model : BOTH_WAYS) {
            TrainingPlan plan = plan(data, model, false);
            assertEquals(List.of("dark", "light"), plan.model().labels());
            assertTrue(same(known, plan.model(), BODY));
            assertTrue(!same(known, plan.model(), HEAD), "the head starts anew");
            assertTrue(plan.reasons().get("from").endsWith("; fresh: classifier.0"), plan.reasons()::toString);
            assertEquals(
                    "the data's 2 [dark, light], which are not the 2 of " + file()
                            + " [cat, dog]: the head (classifier.0) starts anew",
                    plan.reasons().get("classes"));
        }
    }

    @Test
    void moreClassesGetALargerHead() throws IOException {
        ModelFile known = known("dark", "light");
        DataSource data = data("dark", "grey", "light");
        for (Optional<String> model : BOTH_WAYS) {
            ModelFile trained = plan(data, model, false).model();
            assertEquals(3, trained.outputs().classes());
            assertTrue(same(known, trained, BODY));
            assertEquals(
                    Optional.of(Architecture.of("sknet_tiny", 3, 1)),
                    trained.architecture(),
                    "what the registry would build");
        }
    }

    @Test
    void aFileWithoutNamesTakesTheDatas() throws IOException {
        ModelFile known = known();
        TrainingPlan plan = plan(data("dark", "light"), Optional.empty(), false);
        assertEquals(known.weights(), plan.model().weights());
        assertEquals(List.of("dark", "light"), plan.model().labels());
        assertTrue(plan.reasons().get("classes").contains("does not name its own"), plan.reasons()::toString);
    }

    /** A network of nobody's registry, whose classes a convolution makes. */
    @Test
    void anOwnNetworkGetsAnotherHead() throws IOException {
        GraphBuilder b = new GraphBuilder(1);
        Node x = b.add("stem", Conv2d.of(1, 6, Window.of(3).padding(1)), b.input());
        x = b.add("relu", Activation.relu(), x);
        x = b.add("score", Conv2d.of(6, 4, Window.of(1)).withBias(Init.torchDefault()), x);
        b.output("logits", b.add("pool", new GlobalAveragePool(), x));
        Graph graph = b.build();
        ModelFile own = ModelFile.of(graph, Weights.initial(graph, 5), new ClassifyTask());
        own.write(file());
        TrainingPlan plan = plan(data("dark", "grey", "light"), Optional.empty(), false);
        assertEquals(3, plan.model().outputs().classes());
        assertTrue(same(own, plan.model(), "stem.weight"));
        assertEquals(file() + ": 1 of 3 tensors; fresh: score", plan.reasons().get("from"));
        assertEquals(Optional.empty(), plan.model().architecture());
        assertNotEquals(graph, plan.model().graph());
    }

    @Test
    void aFileOfWhichNextToNothingFitsIsRefusedUnlessForced() throws IOException {
        known("dark", "light");
        DataSource data = data("dark", "light");
        String sentence = assertThrows(
                        IllegalArgumentException.class, () -> plan(data, Optional.of("resnet20_cifar"), false))
                .getMessage();
        assertTrue(sentence.startsWith(file() + " hardly fits the network: "), sentence);
        assertTrue(sentence.endsWith("--force trains all the same"), sentence);
        assertEquals(
                2,
                plan(data, Optional.of("resnet20_cifar"), true)
                        .model()
                        .outputs()
                        .classes());
    }
}
