package io.github.sknet.cli;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.detect.DetectorOutputs;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.onnx.OnnxDetection;
import io.github.sknet.vision.Labels;
import io.github.sknet.vision.detect.Detection;
import io.github.sknet.vision.detect.DetectionDecoder;
import io.github.sknet.vision.detect.Suppression;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.transform.Letterbox;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether an exported detector makes objects of its outputs by itself, and how. */
final class NmsOptions {

    private static final DetectionDecoder.Options USUAL = DetectionDecoder.Options.prediction();

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
        if (!(model.outputs() instanceof DetectorOutputs outputs)) {
            throw new IllegalArgumentException("--nms is for models to detect, and this is one to "
                    + model.task().id());
        }
        return Optional.of(new OnnxDetection(
                outputs.levels(),
                scoreThreshold == null ? USUAL.scoreThreshold() : scoreThreshold,
                nmsThreshold == null ? ((Suppression.Hard) USUAL.suppression()).threshold() : nmsThreshold,
                USUAL.candidates(),
                maxDetections == null ? USUAL.maxDetections() : maxDetections));
    }

    /** The objects as {@code predict} makes them, of an image of the input's size. */
    static List<OnnxDetection.Found> decode(OnnxDetection settings, Prediction outputs, int image, Size input) {
        DetectionDecoder.Options options = new DetectionDecoder.Options(
                settings.scoreThreshold(),
                settings.candidates(),
                new Suppression.Hard(settings.overlapThreshold()),
                settings.maxDetections());
        int classes = outputs.outputs().get(settings.levels().get(0).classes()).size(1);
        Letterbox place =
                Letterbox.of(Preprocessing.exactSize(1, input.height(), input.width()), input.width(), input.height());
        return new DetectionDecoder(
                        settings.levels(), Labels.of(List.of(), classes).names(), options)
                .decode(outputs, image, place).stream().map(NmsOptions::found).toList();
    }

    private static OnnxDetection.Found found(Detection detection) {
        BoundingBox box = detection.box();
        return new OnnxDetection.Found(
                (float) box.x(),
                (float) box.y(),
                (float) (box.x() + box.width()),
                (float) (box.y() + box.height()),
                detection.score(),
                detection.label());
    }
}
