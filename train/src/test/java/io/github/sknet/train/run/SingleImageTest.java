package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps of one image in networks that normalise one value a sample, as attention does. */
class SingleImageTest {

    private static final Recipe PAIRS = Stripes.RECIPE
            .with("epochs", "1")
            .with("batchSize", "2")
            .with("averageDecay", "0")
            .with("augmentation.mixup", "0");

    @TempDir
    Path folder;

    private static ModelFile model() {
        Architecture architecture = Architecture.of("skresnet20_cifar", 3, 1).withOption("blocks", "1");
        return ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(new Stripes(1).labels())
                .withPreprocessing(Stripes.PREPROCESSING);
    }

    @Test
    void batchesOfOneAreRefusedBeforeTheFirstStep() throws IOException {
        for (int images : new int[] {6, 1}) {
            RunDirectory directory = RunDirectory.create(folder.resolve("run"));
            Recipe recipe = images == 1 ? PAIRS : PAIRS.with("batchSize", "1");
            Trainer trainer = new Trainer(Stripes.run(model(), recipe, new Stripes(images)), directory);
            String sentence =
                    assertThrows(IllegalArgumentException.class, trainer::run).getMessage();
            assertEquals("Training needs at least two samples a batch", sentence.substring(0, sentence.indexOf(':')));
            assertFalse(Files.exists(directory.path()));
        }
    }

    /** What is left of its pair can't be learned from alone; the run goes on. */
    @Test
    void theOtherOfABrokenPairIsLeftOut() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        LabelledDataset data = new OneBroken(new Stripes(6), 0);
        TrainingResult result = new Trainer(Stripes.run(model(), PAIRS, data), directory).run();
        assertEquals(4, result.images());
        assertEquals(List.of("stripes 0 is broken"), result.broken());
    }
}
