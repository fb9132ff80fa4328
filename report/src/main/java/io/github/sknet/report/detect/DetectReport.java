package io.github.sknet.report.detect;

import io.github.sknet.datasets.detect.DetectDatasets;
import io.github.sknet.datasets.detect.DetectionDataset;
import io.github.sknet.datasets.detect.DetectionEvaluation;
import io.github.sknet.datasets.metrics.coco.AveragePrecision;
import io.github.sknet.datasets.metrics.coco.CocoGroundTruth.Annotation;
import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.report.AnswerPictures;
import io.github.sknet.report.CurvePlan;
import io.github.sknet.report.Findings;
import io.github.sknet.report.Judging;
import io.github.sknet.report.ReportTask;
import io.github.sknet.report.html.GallerySection;
import io.github.sknet.report.html.GallerySection.Picture;
import io.github.sknet.report.html.Html;
import io.github.sknet.report.html.RunReport.Headline;
import io.github.sknet.report.html.Section;
import io.github.sknet.report.html.TableSection;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.detect.DetectionDecoder;
import io.github.sknet.vision.detect.Detections;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A detector's average precision, by class and by size, and its boxes on some images. */
public final class DetectReport implements ReportTask<DetectionDataset> {

    private static final int BATCH = 4;
    private static final int SHOWN = 12;

    @Override
    public String id() {
        return DetectTask.ID;
    }

    @Override
    public Class<DetectionDataset> kind() {
        return DetectionDataset.class;
    }

    @Override
    public List<CurvePlan> curves() {
        return List.of(
                CurvePlan.of("loss", "").with("train_loss", "training"),
                CurvePlan.of("average precision", "")
                        .with("val_AP", "AP")
                        .with("val_AP50", "AP50")
                        .with("val_AP75", "AP75"),
                CurvePlan.of("AP by size", "")
                        .with("val_APsmall", "small")
                        .with("val_APmedium", "medium")
                        .with("val_APlarge", "large"),
                CurvePlan.of("recall", "")
                        .with("val_AR1", "1 box")
                        .with("val_AR10", "10 boxes")
                        .with("val_AR100", "100 boxes"),
                CurvePlan.of("recall by size", "")
                        .with("val_ARsmall", "small")
                        .with("val_ARmedium", "medium")
                        .with("val_ARlarge", "large"));
    }

    /** {@inheritDoc} It is judged by all that may count; the pictures show what it is rather sure of. */
    @Override
    public Findings findings(Path model, DetectionDataset validation, int threads, Settings settings)
            throws IOException {
        try (Detector detector = Detector.load(model, Judging.options(threads, settings))) {
            DetectionEvaluation evaluation =
                    (DetectionEvaluation) Judging.evaluate(new DetectDatasets(), validation, detector, BATCH);
            Detector sure = sure(detector);
            List<Picture> pictures = AnswerPictures.spread(
                    validation, SHOWN, evaluation.broken(), index -> List.of(picture(sure, validation, index)));
            AveragePrecision precision = evaluation.precision();
            String images = Judging.images(evaluation);
            return new Findings(
                    List.of(
                            new Headline("AP", figure(precision.ap()), images),
                            new Headline("AP50", figure(precision.ap50()), images)),
                    List.of(
                            classes(evaluation),
                            figures(precision),
                            new GallerySection(
                                    "Boxes",
                                    "What the detector finds in some of the images, with the scores it gives.",
                                    pictures)),
                    evaluation.broken());
        }
    }

    private static Detector sure(Detector detector) {
        DetectionDecoder.Options own = detector.decoder().options();
        double threshold = DetectionDecoder.Options.prediction().scoreThreshold();
        return detector.withOptions(own.withScoreThreshold(Math.max(own.scoreThreshold(), threshold)));
    }

    private static Section classes(DetectionEvaluation evaluation) {
        Map<Long, Long> objects = evaluation.truth().annotations().stream()
                .collect(Collectors.groupingBy(Annotation::categoryId, Collectors.counting()));
        List<List<String>> rows = evaluation.precision().perClass().stream()
                .map(each -> List.of(
                        each.category().name(),
                        figure(each.ap()),
                        Html.count(objects.getOrDefault(each.category().id(), 0L))))
                .toList();
        return new TableSection(
                "Classes",
                "Average precision of each class, the mean over IoU thresholds 0.50 to 0.95.",
                List.of("class", "AP", "objects"),
                rows);
    }

    private static Section figures(AveragePrecision precision) {
        List<List<String>> rows = precision.figures().entrySet().stream()
                .map(each -> List.of(each.getKey(), figure(each.getValue())))
                .toList();
        return new TableSection(
                "Average precision",
                "COCO's figures: AP at one IoU threshold and of small (up to 32² pixels), medium (to 96²) and large "
                        + "objects; AR is recall with up to 1, 10 and 100 boxes an image. A dash: no such objects.",
                List.of("figure", "value"),
                rows);
    }

    /** COCO's −1 says that there was nothing to find. */
    private static String figure(double value) {
        return Html.decimal(value < 0 ? Double.NaN : value, 3);
    }

    private static Picture picture(Detector detector, DetectionDataset dataset, int index) throws IOException {
        Image image = dataset.image(index);
        Detections found = detector.predict(image);
        String note = found.size() + " found, " + dataset.objects(index).size() + " marked";
        return AnswerPictures.of(image, found, dataset.name(index), note);
    }
}
