package io.github.sknet.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.vision.classify.Classification;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.classify.LabelScore;
import io.github.sknet.vision.segment.Segmenter;
import io.github.sknet.vision.detect.Detection;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.detect.BoxPicture;
import io.github.sknet.vision.segment.MaskPicture;
import io.github.sknet.vision.plot.Picture;
import io.github.sknet.vision.segment.Segmentation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a model says of images, for people, for tools and as pictures: an implementation a task. */
sealed interface Predictions extends AutoCloseable {

    /**
     * What is said of one image.
     *
     * @param lines for people; the first goes on after the image's name
     * @param json fields for tools
     * @param files writes pictures
     */
    record Answer(List<String> lines, ObjectNode json, Files files) {}

    /** Writes the pictures of an answer. */
    @FunctionalInterface
    interface Files {

        /**
         * Writes them.
         *
         * @param folder that exists
         * @param stem how their names begin
         * @param json is told where they are
         */
        void write(Path folder, String stem, ObjectNode json) throws IOException;
    }

    /** Looks at an image. */
    Answer of(Image image);

    @Override
    void close();

    /**
     * A classifier's.
     *
     * @param top how many classes to name
     * @param kernels whether to tell the share of each kernel
     */
    record Classes(Classifier classifier, int top, boolean kernels) implements Predictions {

        @Override
        public Answer of(Image image) {
            Classification found = classifier.predict(List.of(image), kernels).get(0);
            ObjectNode json = Json.object();
            ArrayNode labels = json.putArray("labels");
            for (LabelScore label : found.top(top)) {
                labels.addObject().put("label", label.label()).put("score", label.score());
            }
            List<String> lines = new ArrayList<>();
            lines.add(found.top(top).stream()
                    .map(label -> String.format(Locale.ROOT, "%s %.1f %%", label.label(), 100 * label.score()))
                    .collect(Collectors.joining(", ")));
            if (kernels) {
                ObjectNode shares = json.putObject("kernels");
                found.kernelShares().forEach((name, values) -> {
                    ArrayNode array = shares.putArray(name);
                    StringBuilder line = new StringBuilder(String.format("    %-30s", name));
                    for (float value : values) {
                        array.add(value);
                        line.append(String.format(Locale.ROOT, " %5.1f %%", 100 * value));
                    }
                    lines.add(line.toString());
                });
            }
            return new Answer(lines, json, (folder, stem, into) -> {});
        }

        @Override
        public void close() {
            classifier.close();
        }
    }

    /** A detector's: boxes in the image's own pixels. */
    record Boxes(Detector detector) implements Predictions {

        @Override
        public Answer of(Image image) {
            List<Detection> found = detector.predict(image);
            ObjectNode json = Json.object();
            ArrayNode array = json.putArray("detections");
            List<String> lines = new ArrayList<>(List.of(found.size() + (found.size() == 1 ? " object" : " objects")));
            for (Detection detection : found) {
                array.addObject()
                        .put("label", detection.name())
                        .put("score", detection.score())
                        .putArray("box")
                        .add(detection.box().x())
                        .add(detection.box().y())
                        .add(detection.box().width())
                        .add(detection.box().height());
                lines.add(String.format(
                        Locale.ROOT,
                        "    %-20s %.2f  at %.0f, %.0f, %.0f × %.0f",
                        detection.name(),
                        detection.score(),
                        detection.box().x(),
                        detection.box().y(),
                        detection.box().width(),
                        detection.box().height()));
            }
            return new Answer(lines, json, (folder, stem, into) -> {
                Path file = folder.resolve(stem + ".png");
                try (Picture picture = BoxPicture.of(image, found)) {
                    picture.write(file);
                }
                into.put("picture", file.toString());
            });
        }

        @Override
        public void close() {
            detector.close();
        }
    }

    /** A segmenter's: a mask of the image's own size. */
    record Masks(Segmenter segmenter) implements Predictions {

        private static final double OPACITY = 0.5;

        @Override
        public Answer of(Image image) {
            Segmentation found = segmenter.predict(image);
            double[] shares = found.shares();
            ObjectNode json = Json.object();
            ObjectNode mask = json.putObject("mask")
                    .put("width", found.mask().width())
                    .put("height", found.mask().height());
            ObjectNode classes = mask.putObject("shares");
            List<Integer> largestFirst = IntStream.range(0, shares.length)
                    .boxed()
                    .filter(label -> shares[label] > 0)
                    .sorted(Comparator.comparingDouble(label -> -shares[label]))
                    .toList();
            largestFirst.forEach(label -> classes.put(found.labels().get(label), shares[label]));
            String line = largestFirst.stream()
                    .map(label -> String.format(
                            Locale.ROOT, "%s %.1f %%", found.labels().get(label), 100 * shares[label]))
                    .collect(Collectors.joining(", "));
            return new Answer(List.of(line), json, (folder, stem, into) -> {
                Path file = folder.resolve(stem + "-mask.png");
                MaskPicture.writeMask(found, file);
                mask.put("file", file.toString());
                Path overlay = folder.resolve(stem + "-overlay.png");
                try (Picture picture = MaskPicture.overlay(image, found, OPACITY)) {
                    picture.write(overlay);
                }
                into.put("picture", overlay.toString());
            });
        }

        @Override
        public void close() {
            segmenter.close();
        }
    }
}
