package io.github.sknet.serve.page;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.ModelInfo;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.serve.ServeOptions;
import io.github.sknet.serve.http.HttpLimits;
import io.github.sknet.serve.model.ModelLoader;
import io.github.sknet.serve.repository.ModelSource;
import io.github.sknet.serve.work.QueueLimits;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A model for each task, of random weights, and pictures to ask them about. */
record PageModels(Path folder, Path classifier) {

    static final String CLASSIFIER = "photographs";
    static final String DETECTOR = "cells";
    static final String SEGMENTER = "streets";

    private static final List<String> PHOTOGRAPHS =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    /** Of so sure a detector that even random weights find something. */
    private static final float SURE = 2;

    static PageModels write(Path folder) throws IOException {
        Path classifier = Optional.ofNullable(System.getProperty("sknet.page.model"))
                .map(Path::of)
                .orElse(folder.resolve(CLASSIFIER + ".safetensors"));
        PageModels models = new PageModels(folder, classifier);
        if (classifier.startsWith(folder)) {
            model("skairbench_cifar", PHOTOGRAPHS, 32, 32).write(classifier);
        }
        ModelFile detector = model("fcos_sk_small", List.of("platelet", "red cell", "white cell"), 96, 128);
        detector.withWeights(sure(detector.weights())).write(models.file(DETECTOR));
        model("semantic_fpn_sk_small", List.of("sky", "building", "road", "tree", "car"), 96, 128)
                .write(models.file(SEGMENTER));
        draw(models.picture(), new Color(0x3D6FA8), new Color(0xE8B45A));
        draw(models.otherPicture(), new Color(0x7A3E48), new Color(0x9BC08B));
        return models;
    }

    private static ModelFile model(String network, List<String> labels, int height, int width) {
        Architecture architecture = Architecture.of(network, labels.size(), 3);
        return ModelFile.of(architecture, Weights.initial(architecture.build(), 5))
                .withLabels(labels)
                .withPreprocessing(Preprocessing.exactSize(3, height, width));
    }

    private static Weights sure(Weights weights) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
        tensors.replaceAll((name, tensor) -> {
            if (!name.matches("head\\.(class|centerness)\\.bias")) {
                return tensor;
            }
            float[] values = new float[tensor.values().length];
            Arrays.fill(values, SURE);
            return new Tensor(tensor.shape(), values);
        });
        return new Weights(tensors);
    }

    private static void draw(Path file, Color ground, Color thing) throws IOException {
        BufferedImage picture = new BufferedImage(360, 270, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, ground, 360, 270, ground.darker()));
        graphics.fillRect(0, 0, 360, 270);
        graphics.setColor(thing);
        graphics.fillOval(100, 60, 150, 150);
        graphics.setColor(thing.darker());
        for (int i = 0; i < 9; i++) {
            graphics.drawLine(40 * i, 0, 360 - 40 * i, 270);
        }
        graphics.dispose();
        ImageIO.write(picture, "png", file.toFile());
    }

    Path file(String model) {
        return model.equals(CLASSIFIER) ? classifier : folder.resolve(model + ".safetensors");
    }

    Path picture() {
        return folder.resolve("picture.png");
    }

    Path otherPicture() {
        return folder.resolve("other.png");
    }

    /** As the page writes it. */
    String parameters(String model) throws IOException {
        double thousands = ModelInfo.of(model, ModelFile.read(file(model))).parameters() / 1e3;
        return thousands >= 1000
                ? String.format(Locale.ROOT, "%.2f M", thousands / 1000)
                : String.format(Locale.ROOT, "%.0f k", thousands);
    }

    ServeOptions options() {
        return new ServeOptions(
                "127.0.0.1",
                0,
                List.of(
                        ModelSource.of(CLASSIFIER, file(CLASSIFIER)),
                        ModelSource.of(DETECTOR, file(DETECTOR)),
                        ModelSource.of(SEGMENTER, file(SEGMENTER))),
                Optional.empty(),
                true,
                Optional.empty(),
                new ModelLoader("java", 1, 8),
                2,
                new QueueLimits(64, 8, Duration.ZERO, Duration.ofMinutes(1)),
                new HttpLimits(1 << 24, 1 << 27, Duration.ofSeconds(10), 1000, Duration.ofMinutes(1)),
                1 << 24);
    }
}
