package org.example.network;

import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.datasets.classify.LabelledDatasets;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.Branch;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.classify.ClassifierHead;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.heads.ConvNormRelu;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.classify.ClassifyTraining;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.Trainer;
import io.github.sknet.train.run.TrainingResult;
import io.github.sknet.train.run.TrainingRun;
import io.github.sknet.vision.classify.Classification;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A network like VGG with selective kernels, all the way: docs/own-network.md shows the regions. */
public final class Vgg {

    private Vgg() {}

    // region the network
    /** Images (N, 3, H, W) become logits (N, classes). Each stage doubles the channels and halves the map. */
    public static Graph graph(int classes) {
        GraphBuilder b = new GraphBuilder(3);
        Node x = b.input();
        int channels = 3;
        for (int width = 16; width <= 128; width *= 2) {
            GraphBuilder stage = b.scope("stage" + width);
            x = ConvNormRelu.three(channels, width).build(stage.scope("conv"), x);
            x = kernels(width).build(stage.scope("sk"), x);
            x = stage.add("pool", new MaxPool(Window.of(2).stride(2), false), x);
            channels = width;
        }
        ClassifierHead.add(b, x, channels, classes, 0.2f);
        return b.build();
    }

    /** In place of VGG's second 3×3 convolution: a choice between a row, a column and a square. */
    private static SelectiveKernel kernels(int width) {
        int groups = width / 8;
        return SelectiveKernel.paper(width, 3, groups, 16, 1, 16)
                .withBranches(List.of(
                        Branch.rectangle(1, 7, groups), Branch.rectangle(7, 1, groups), Branch.square(3, 1, groups)));
    }
    // endregion

    // region the file
    public static void write(Path file) throws IOException {
        Graph graph = graph(2);
        ModelFile.of(graph, Weights.initial(graph, 1), new ClassifyTask())
                .withLabels(List.of("cat", "dog"))
                .withPreprocessing(Preprocessing.imageNet(64))
                .write(file);
    }
    // endregion

    // region the trainer
    public static TrainingResult train(Path file, Path photos, Path run) throws IOException {
        ModelFile model = ModelFile.read(file);
        Recipe recipe = Recipe.named("cpu").with("epochs", "3").with("optimiser.learningRate", "0.02");
        try (Splits<LabelledDataset> data = LabelledDatasets.open(photos.toString())) {
            TrainingRun<?, ?> work =
                    new TrainingRun<>(new ClassifyTraining(), model, recipe, data.forTraining(0.1, recipe.seed()));
            return new Trainer(work, RunDirectory.create(run)).run();
        }
    }
    // endregion

    // region the answer
    public static Classification explain(Path file, Path photo) throws IOException {
        try (Classifier classifier = Classifier.load(file)) {
            return classifier.explain(ImageDecoder.read(photo));
        }
    }
    // endregion
}
