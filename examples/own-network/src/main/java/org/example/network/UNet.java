package org.example.network;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.segment.SegmentDatasets;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.heads.ConvNormRelu;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.Trainer;
import io.github.sknet.train.run.TrainingResult;
import io.github.sknet.train.run.TrainingRun;
import io.github.sknet.train.segment.SegmentTraining;
import io.github.sknet.vision.segment.Segmentation;
import io.github.sknet.vision.segment.Segmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A small U-Net with selective kernels, all the way: docs/own-network.md shows the regions. */
public final class UNet {

    private UNet() {}

    // region the network
    /** A U-Net (Ronneberger et al. 2015) of three scales: images (N, 3, H, W) become logits (N, classes, H, W). */
    public static Graph graph(int classes) {
        GraphBuilder b = new GraphBuilder(3);
        Node whole = level(b.scope("down1"), 3, 16, b.input());
        Node half = level(b.scope("down2"), 16, 32, halved(b, "pool1", whole));
        Node quarter = level(b.scope("bottom"), 32, 64, halved(b, "pool2", half));
        Node up2 = level(b.scope("up2"), 64 + 32, 32, joined(b.scope("up2"), quarter, half));
        Node up1 = level(b.scope("up1"), 32 + 16, 16, joined(b.scope("up1"), up2, whole));
        Conv2d classifier = Conv2d.of(16, classes, Window.of(1)).withBias(Init.constant(0));
        b.output("logits", b.add("classifier", classifier, up1));
        return b.build();
    }

    /** A 3×3 convolution, then a choice between 3×3 and 3×3 with dilation 2. */
    private static Node level(GraphBuilder b, int in, int out, Node x) {
        Node convolved = ConvNormRelu.three(in, out).build(b.scope("conv"), x);
        return SelectiveKernel.paper(out, 2, out / 4, 4, 1, 8).build(b.scope("sk"), convolved);
    }

    private static Node halved(GraphBuilder b, String name, Node x) {
        return b.add(name, new MaxPool(Window.of(2).stride(2), false), x);
    }

    /** The coarse map at the size of the fine one, and both side by side. */
    private static Node joined(GraphBuilder b, Node coarse, Node fine) {
        Node enlarged = b.add("enlarge", new Resize(Resize.Mode.BILINEAR), coarse, fine);
        return b.add("join", new Concat(), enlarged, fine);
    }
    // endregion

    // region the file
    public static void write(Path file) throws IOException {
        Graph graph = graph(3);
        ModelFile.of(graph, Weights.initial(graph, 1), new SegmentTask())
                .withLabels(List.of("road", "car", "sky"))
                .withPreprocessing(Preprocessing.exactSize(3, 240, 320))
                .write(file);
    }
    // endregion

    // region the trainer
    public static TrainingResult train(Path file, Recipe recipe, Path streets, Path run) throws IOException {
        ModelFile model = ModelFile.read(file);
        DataSource source = DataSource.of(streets.toString()).withLabels(model.labels());
        try (Splits<SegmentationDataset> data = source.open(
                new SegmentDatasets(), new AnnotationProblems(recipe.run().strict()))) {
            TrainingRun<?, ?> work =
                    new TrainingRun<>(new SegmentTraining(), model, recipe, data.forTraining(0.1, recipe.seed()));
            return new Trainer(work, RunDirectory.create(run)).run();
        }
    }
    // endregion

    // region the answer
    public static String predict(Path file, Path street) throws IOException {
        try (Segmenter segmenter = Segmenter.load(file)) {
            Segmentation answer = segmenter.predict(street);
            return segmenter.labels().get(answer.labelAt(10, 20));
        }
    }
    // endregion
}
