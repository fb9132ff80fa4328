package io.github.sknet.train.run;

import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.classify.LabelledBatch;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.classify.ClassifyTraining;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.vision.image.Image;
import java.util.List;
import java.util.Map;

/** Stripes whose direction is the label, so that a few steps learn it; and small runs on them. */
record Stripes(int size) implements LabelledDataset {

    private static final int CLASSES = 3;
    static final Preprocessing PREPROCESSING = Preprocessing.exactSize(1, 28, 28);

    static final Recipe RECIPE = Recipe.named("quick")
            .with("epochs", "3")
            .with("batchSize", "8")
            .with("averageDecay", "0.9")
            .with("augmentation.mixup", "0.2")
            .with("optimiser.learningRate", "0.02");

    @Override
    public List<String> labels() {
        return List.of("rows", "columns", "diagonals");
    }

    @Override
    public int label(int index) {
        return index % CLASSES;
    }

    @Override
    public String name(int index) {
        return "stripes " + index;
    }

    @Override
    public Image image(int index) {
        byte[] pixels = new byte[28 * 28];
        for (int y = 0; y < 28; y++) {
            for (int x = 0; x < 28; x++) {
                int along = new int[] {y, x, x + y}[label(index)];
                pixels[y * 28 + x] = (byte) ((along + index) / 3 % 2 == 0 ? 220 : 30);
            }
        }
        return new Image(28, 28, 1, pixels);
    }

    /** A run on forty of them, judged by twenty-four. */
    static TrainingRun<LabelledDataset, LabelledBatch> run(Recipe recipe) {
        return run(model(), recipe, new Stripes(40));
    }

    /** A run with another beginning or other images to learn from. */
    static TrainingRun<LabelledDataset, LabelledBatch> run(ModelFile model, Recipe recipe, LabelledDataset train) {
        return new TrainingRun<>(
                new ClassifyTraining(), model, recipe, new Splits.Training<>(train, new Stripes(24)), Map.of());
    }

    static ModelFile model() {
        Architecture architecture = Architecture.of("sknet_tiny", CLASSES, 1);
        return ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(new Stripes(1).labels())
                .withPreprocessing(PREPROCESSING);
    }
}
