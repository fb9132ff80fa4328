package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.classify.ClassifyTraining;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model, recipe and data must fit before a step is made. */
class TrainingRunTest {

    private static String refusal(ModelFile model, Recipe recipe, LabelledDataset train) {
        return assertThrows(IllegalArgumentException.class, () -> Stripes.run(model, recipe, train))
                .getMessage();
    }

    /** The same images with other classes, or none that can be read. */
    private record Other(Stripes whole, List<String> labels, boolean broken) implements LabelledDataset {

        @Override
        public int size() {
            return whole.size();
        }

        @Override
        public int label(int index) {
            return whole.label(index);
        }

        @Override
        public String name(int index) {
            return whole.name(index);
        }

        @Override
        public Image image(int index) throws IOException {
            if (broken) {
                throw new IOException(name(index) + " is broken");
            }
            return whole.image(index);
        }
    }

    @Test
    void classesMustBeTheModels() {
        List<String> swapped = List.of("columns", "rows", "diagonals");
        assertEquals(
                "The data's classes are not the model's: number 0 is 'columns' in the data and 'rows' in the model",
                refusal(Stripes.model(), Stripes.RECIPE, new Other(new Stripes(40), swapped, false)));
        ModelFile unnamed = Stripes.model().withLabels(List.of());
        assertEquals(
                "The data's 4 classes [a, b, c, d] are not the model's 3, which have no names: import --labels names them, "
                        + "train --from FILE learns the data's",
                refusal(unnamed, Stripes.RECIPE, new Other(new Stripes(40), List.of("a", "b", "c", "d"), false)));
        Stripes.run(unnamed, Stripes.RECIPE, new Stripes(40));
    }

    @Test
    void modelAndRecipeMustBeForTheTask() {
        assertEquals(
                "The recipe is for models to detect, and this is one to classify",
                refusal(Stripes.model(), Recipe.named("detect"), new Stripes(40)));
        Architecture segmenter = Architecture.of("semantic_fpn_sk_small", 3, 1);
        assertEquals(
                "The model is one to segment, and what is to be learned is to classify",
                refusal(
                        ModelFile.of(segmenter, Weights.initial(segmenter.build(), 1)),
                        Stripes.RECIPE,
                        new Stripes(40)));
    }

    @Test
    void theModelMustSayHowImagesArePrepared() {
        Architecture architecture = Architecture.of("sknet_tiny", 3, 1);
        ModelFile silent = ModelFile.of(architecture, Weights.initial(architecture.build(), 1));
        assertEquals(
                "The model does not say how images are prepared for it",
                refusal(silent, Stripes.RECIPE, new Stripes(40)));
    }

    @Test
    void asManyClassesAreWeighedAsThereAre(@TempDir Path folder) throws IOException {
        Recipe recipe = Stripes.RECIPE.with("classWeights", "[1, 2]");
        Trainer trainer = new Trainer(Stripes.run(recipe), RunDirectory.create(folder.resolve("run")));
        assertEquals(
                "The recipe weighs 2 classes, but the data has 3",
                assertThrows(IllegalArgumentException.class, trainer::run).getMessage());
    }

    /** A run that has seen nothing would look like one that has learned nothing. */
    @Test
    void imagesOfWhichNoneCanBeReadEndTheRun(@TempDir Path folder) throws IOException {
        LabelledDataset stripes = new Stripes(8);
        LabelledDataset broken = new Other(new Stripes(3), stripes.labels(), true);
        Trainer blind = new Trainer(
                Stripes.run(Stripes.model(), Stripes.RECIPE, broken), RunDirectory.create(folder.resolve("blind")));
        assertEquals(
                "None of the images to learn from can be read: stripes 0 is broken",
                assertThrows(IOException.class, blind::run).getMessage());
        assertFalse(Files.exists(folder.resolve("blind")));
        TrainingRun<?, ?> unjudged = new TrainingRun<>(
                new ClassifyTraining(), Stripes.model(), Stripes.RECIPE, new Splits.Training<>(stripes, broken));
        Trainer trainer = new Trainer(unjudged, RunDirectory.create(folder.resolve("unjudged")));
        String sentence = assertThrows(IOException.class, trainer::run).getMessage();
        assertTrue(sentence.contains("stripes 0 is broken"), sentence);
    }

    @Test
    void anotherNetworksCheckpointIsRefused(@TempDir Path folder) throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        Recipe recipe = Stripes.RECIPE.with("epochs", "1");
        new Trainer(Stripes.run(recipe), directory).run();
        Architecture other = Architecture.of("resnet20_cifar", 3, 1);
        ModelFile model = ModelFile.of(other, Weights.initial(other.build(), 1))
                .withLabels(new Stripes(1).labels())
                .withPreprocessing(Stripes.PREPROCESSING);
        Trainer trainer = new Trainer(Stripes.run(model, recipe, new Stripes(40)), directory);
        assertEquals(
                "The checkpoint " + directory.last() + " is of another network than the one to be trained",
                assertThrows(IOException.class, trainer::resume).getMessage());
    }
}
