package io.github.sknet.cli;

import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.onnx.OnnxDetection;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionTask;
import io.github.sknet.vision.image.Image;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether an exported detector makes objects of its outputs by itself, and how. */
final class NmsOptions {

    @Option(
            names = "--nms",
            description =
                    "ONNX, models to detect: the file makes objects of the outputs by itself, with NonMaxSuppression.")
    private boolean nms;

    @Option(
            names = "--score-threshold",
            paramLabel = "SCORE",
            description = "With --nms: only what is at least so sure (0.3).")
    private Double scoreThreshold;

    @Option(
            names = "--nms-threshold",
            paramLabel = "IOU",
            description = "With --nms: objects that overlap surer ones by more go (0.6).")
    private Double nmsThreshold;

    @Option(
            names = "--max-detections",
            paramLabel = "N",
            description = "With --nms: so many objects in an image at most (100).")
    private Integer maxDetections;

    /** Whether any of these options was given. */
    boolean given() {
        return nms || scoreThreshold != null || nmsThreshold != null || maxDetections != null;
    }

    /**
     * How objects are made, where the file is to make them.
     *
     * @throws IllegalArgumentException when the model is no detector, a value can't be, or it is for nothing
     */
    Optional<OnnxDetection> of(ModelFile model) {
        if (!nms) {
            if (given()) {
                throw new IllegalArgumentException(
                        "--score-threshold, --nms-threshold and --max-detections of export go with --nms");
            }
            return Optional.empty();
        }
        OnnxDetection usual = OnnxDetection.of(model.outputs());
        return Optional.of(new OnnxDetection(
                usual.levels(),
                scoreThreshold == null ? usual.scoreThreshold() : scoreThreshold,
                nmsThreshold == null ? usual.overlapThreshold() : nmsThreshold,
                usual.candidates(),
                maxDetections == null ? usual.maxDetections() : maxDetections));
    }

    /** The objects as {@code predict} makes them of a network's outputs, for images of the input's size. */
    static OnnxDetection.Decoding decoding(ModelFile model) {
        return (settings, outputs, image, input) -> {
            Settings own = new Settings(Map.of(
                    "score-threshold", Double.toString(settings.scoreThreshold()),
                    "nms-threshold", Double.toString(settings.overlapThreshold()),
                    "max-detections", Integer.toString(settings.maxDetections())));
            int channels = model.graph().inputChannels();
            VisionModel<?> known = VisionTask.named(model.task().id())
                    .model(
                            model.graph(),
                            model.outputs(),
                            List.of(),
                            Preprocessing.exactSize(channels, input.height(), input.width()),
                            new Known(outputs),
                            VisionTask.Use.PREDICTION,
                            own);
            // What the images show does not matter: the outputs are known.
            Image blank = new Image(
                    input.width(), input.height(), channels, new byte[channels * input.height() * input.width()]);
            return known.predict(Collections.nCopies(image + 1, blank), false).get(image).rows().stream()
                    .filter(row -> !row.isEmpty())
                    .map(NmsOptions::found)
                    .toList();
        };
    }

    private static OnnxDetection.Found found(Map<String, Object> row) {
        double left = (Double) row.get("x");
        double top = (Double) row.get("y");
        return new OnnxDetection.Found(
                (float) left,
                (float) top,
                (float) (left + (Double) row.get("width")),
                (float) (top + (Double) row.get("height")),
                (Float) row.get("score"),
                Integer.parseInt(row.get("label").toString()));
    }

    /** A network that has been computed. */
    private record Known(Prediction outputs) implements Predictor {

        @Override
        public Prediction predict(Tensor input, boolean attention) {
            return outputs;
        }

        @Override
        public void close() {}
    }
}
