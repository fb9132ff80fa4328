package io.github.sknet.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.SKConv;
import io.github.sknet.graph.classify.ClassifierOutputs;
import io.github.sknet.graph.detect.DetectionLevel;
import io.github.sknet.graph.detect.DetectorOutputs;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import io.github.sknet.vision.classify.Classification;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.classify.LabelScore;
import io.github.sknet.vision.detect.Detection;
import io.github.sknet.vision.detect.DetectionDecoder;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.segment.Segmentation;
import io.github.sknet.vision.segment.Segmenter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that are in no registry, with outputs of other names, from a file to answers. */
class OwnNetworksTest {
    private static final Preprocessing INPUT = Preprocessing.exactSize(3, 32, 48);

    @TempDir
    Path folder;

    private Path write(Graph graph, TaskOutputs outputs, List<String> labels) throws IOException {
        Path file = folder.resolve(outputs.task().id() + ".safetensors");
        ModelFile.of(graph, Weights.initial(graph, 1), outputs)
                .withLabels(labels)
                .withPreprocessing(INPUT)
                .write(file);
        return file;
    }

    private static Image image() {
        byte[] samples = new byte[61 * 47 * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i * 37 % 251);
        }
        return new Image(61, 47, 3, samples);
    }

    /** A convolution with ReLU. */
    private static Node conv(GraphBuilder b, String name, int in, int out, Node x) {
        Conv2d op = Conv2d.of(in, out, Window.of(3).padding(1)).withBias(Init.constant(0));
        return b.add(name + ".relu", Activation.relu(), b.add(name, op, x));
    }

    private static Node halved(GraphBuilder b, String name, Node x) {
        return b.add(name, new MaxPool(Window.of(2).stride(2), false), x);
    }

    /** VGG's plan with an SK block, two vectors for outputs, the second of which counts. */
    @Test
    void aClassifierWhoseAnswerIsNotItsFirstOutput() throws IOException {
        GraphBuilder b = new GraphBuilder(3);
        Node x = halved(b, "pool1", conv(b, "conv1", 3, 16, b.input()));
        x = new SKConv(16, 8, 2, 4, 2).build(b.scope("choice"), x);
        Node features = b.add("mean", new GlobalAveragePool(), x);
        b.output("features", features);
        b.output("animal", b.add("fc", Linear.of(16, 3), features));
        Graph graph = b.build();
        Path file = write(graph, ClassifierOutputs.of(graph, "animal"), List.of("cat", "dog", "owl"));
        try (Classifier classifier = Classifier.load(file)) {
            Classification answer = classifier.explain(image());
            assertEquals(3, answer.scores().size());
            assertEquals(
                    1, answer.scores().stream().mapToDouble(LabelScore::score).sum(), 1e-6);
            assertFalse(answer.attention().shares().isEmpty());
        }
        assertEquals(
                file + " holds a model for the task classify, not segment",
                assertThrows(WeightsException.class, () -> Segmenter.load(file)).getMessage());
    }

    /** A U-Net of two levels with an SK block at its bottom. */
    private static Graph unet() {
        GraphBuilder b = new GraphBuilder(3);
        Node fine = conv(b, "down1", 3, 8, b.input());
        Node coarse = conv(b, "down2", 8, 16, halved(b, "pool1", fine));
        coarse = new SKConv(16, 8, 2, 4, 2).build(b.scope("bottom"), coarse);
        Node up = b.add("up1", new Resize(Resize.Mode.BILINEAR), coarse, fine);
        Node joined = conv(b, "up1.conv", 24, 8, b.add("up1.join", new Concat(), up, fine));
        b.output("mask", b.add("classifier", Conv2d.of(8, 2, Window.of(1)), joined));
        return b.build();
    }

    @Test
    void aSegmenterIsAskedAndExplained() throws IOException {
        Path file = write(unet(), new SegmentTask().outputs(unet()), List.of("cell", "nothing"));
        try (Segmenter segmenter = Segmenter.load(file)) {
            Segmentation answer = segmenter.predict(image());
            assertEquals(61, answer.mask().width());
            assertEquals(47, answer.mask().height());
            assertEquals(1, answer.shares()[0] + answer.shares()[1], 1e-9);
        }
        Path picture = folder.resolve("picture.png");
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        Explanation explanation = Explanation.of(
                ModelFile.read(file), "java", 1, Examples.ofFiles(List.of(picture), true), AnalysisOptions.PAPER);
        assertEquals(1, explanation.analysis().at(1).size(), "one selection");
    }

    @Test
    void aDetectorOfOneLevelWithNamesOfItsOwn() throws IOException {
        GraphBuilder b = new GraphBuilder(3);
        Node x = halved(b, "pool1", conv(b, "conv1", 3, 8, b.input()));
        x = halved(b, "pool2", x);
        Conv2d distances = Conv2d.of(8, 4, Window.of(1)).withBias(Init.constant(2));
        b.output("who", b.add("who", Conv2d.of(8, 2, Window.of(1)), x));
        b.output("where", b.add("where.relu", Activation.relu(), b.add("where", distances, x)));
        b.output("how", b.add("how", Conv2d.of(8, 1, Window.of(1)), x));
        Graph graph = b.build();
        DetectorOutputs outputs = DetectorOutputs.of(graph, List.of(new DetectionLevel("who", "where", "how", 4)));
        try (Detector detector = Detector.load(write(graph, outputs, List.of("cat", "dog")));
                Detector thorough = detector.withOptions(
                        DetectionDecoder.Options.evaluation().withScoreThreshold(0))) {
            List<Detection> found = thorough.predict(image()).objects();
            assertFalse(found.isEmpty());
            for (Detection detection : found) {
                assertTrue(List.of("cat", "dog").contains(detection.name()));
                assertTrue(detection.box().x() + detection.box().width() <= 61 + 1e-9);
            }
        }
    }
}
