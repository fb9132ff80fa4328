package io.github.sknet.vision.detect;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.graph.detect.DetectorOutputs;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.vision.Labels;
import io.github.sknet.vision.LoadedModel;
import io.github.sknet.vision.Setting;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.TileSettings;
import io.github.sknet.vision.VisionTask;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.DenseInputs;
import java.util.List;
import java.util.stream.Stream;

/** Where objects are, and of which classes. */
public final class DetectVision implements VisionTask {

    private static final String SCORE_THRESHOLD = "score-threshold";
    private static final String NMS_THRESHOLD = "nms-threshold";
    private static final String SOFT_NMS = "soft-nms";
    private static final String MAX_DETECTIONS = "max-detections";

    /** Soft-NMS's σ, as in its paper. */
    private static final double SIGMA = 0.5;

    @Override
    public String id() {
        return DetectTask.ID;
    }

    @Override
    public List<Setting> settings() {
        List<Setting> own = List.of(
                Setting.of(
                                SCORE_THRESHOLD,
                                "SCORE",
                                "only what is at least so sure, 0 to 1 (0.3 for pictures, 0.05 to judge)")
                        .formerly("min-score"),
                Setting.of(NMS_THRESHOLD, "IOU", "objects that overlap surer ones by more go, 0 to 1 (0.6)"),
                Setting.flag(SOFT_NMS, "weaken objects that overlap surer ones, in place of leaving them out"),
                Setting.of(MAX_DETECTIONS, "N", "so many objects in an image, or in a tile of one, at most (100)"));
        return Stream.of(own, TileSettings.all()).flatMap(List::stream).toList();
    }

    @Override
    public Detector model(
            Graph graph,
            TaskOutputs outputs,
            List<String> labels,
            Preprocessing preprocessing,
            Predictor predictor,
            Use use,
            Settings settings) {
        LoadedModel<DetectorOutputs> loaded = new LoadedModel<>(
                graph, (DetectorOutputs) outputs, Labels.of(labels, outputs.classes()), preprocessing, predictor);
        return new Detector(loaded, options(use, settings), TileSettings.of(settings, use));
    }

    private static DetectionDecoder.Options options(Use use, Settings settings) {
        DetectionDecoder.Options usual =
                use == Use.EVALUATION ? DetectionDecoder.Options.evaluation() : DetectionDecoder.Options.prediction();
        double score = settings.number(SCORE_THRESHOLD, 0, 1).orElse(usual.scoreThreshold());
        Suppression suppression = settings.flag(SOFT_NMS)
                ? new Suppression.Soft(SIGMA, score)
                : settings.text(NMS_THRESHOLD).isPresent()
                        ? new Suppression.Hard(
                                settings.number(NMS_THRESHOLD, 0, 1).getAsDouble())
                        : usual.suppression();
        if (settings.flag(SOFT_NMS) && settings.text(NMS_THRESHOLD).isPresent()) {
            throw new IllegalArgumentException(
                    NMS_THRESHOLD + " is for suppression that leaves objects out; " + SOFT_NMS + " has none");
        }
        return new DetectionDecoder.Options(
                score,
                usual.candidates(),
                suppression,
                settings.whole(MAX_DETECTIONS, 1, Integer.MAX_VALUE).orElse(usual.maxDetections()));
    }

    @Override
    public Preprocessing preprocessing(Size size, int usual, Image sample) {
        return DenseInputs.preprocessing(size, usual, sample);
    }
}
