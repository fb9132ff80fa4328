package io.github.sknet.report.findings;

import io.github.sknet.datasets.detect.BoxEvaluator;
import io.github.sknet.datasets.detect.DetectionDataset;
import io.github.sknet.datasets.metrics.coco.AveragePrecision;
import io.github.sknet.report.html.GallerySection;
import io.github.sknet.report.html.GallerySection.Picture;
import io.github.sknet.report.html.Html;
import io.github.sknet.report.html.RunReport.Headline;
import io.github.sknet.report.html.Section;
import io.github.sknet.report.html.TableSection;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.detect.BoxPicture;
import io.github.sknet.vision.detect.Detection;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A detector's average precision, by class and by size, and its boxes on some images. */
public final class DetectionFindings {

    private static final int BATCH = 4;
    private static final int SHOWN = 12;

    private DetectionFindings() {}

    /**
     * Looks at a detector with the pure-Java engine.
     *
     * @param model its file
     * @param dataset what it is judged by
     * @param threads how many threads a prediction may use, at least 1
     */
    public static Findings of(Path model, DetectionDataset dataset, int threads) throws IOException {
        try (Detector detector = Detector.load(model, Classifier.DEFAULT_ENGINE, threads)) {
            BoxEvaluator.Result result = detector.evaluate(dataset, BATCH, false, done -> {});
            AveragePrecision precision = result.precision();
            String images = Html.count(result.truth().imageIds().size()) + " images";
            List<Section> sections = List.of(
                    classes(result),
                    figures(precision),
                    new GallerySection(
                            "Boxes",
                            "What the detector finds in some of the images, with the scores it gives.",
                            SpreadImages.paint(
                                    dataset,
                                    SHOWN,
                                    result.broken(),
                                    (index, pictures) -> pictures.add(picture(detector, dataset, index)))));
            return new Findings(
                    List.of(
                            new Headline("AP", figure(precision.ap()), images),
                            new Headline("AP50", figure(precision.ap50()), images)),
                    sections,
                    result.broken());
        }
    }

    private static Section classes(BoxEvaluator.Result result) {
        List<List<String>> rows = result.precision().perClass().stream()
                .map(each -> List.of(
                        each.category().name(),
                        figure(each.ap()),
                        Html.count(result.truth().annotations().stream()
                                .filter(object ->
                                        object.categoryId() == each.category().id())
                                .count())))
                .toList();
        return new TableSection(
                "Classes",
                "Average precision of each class, the mean over IoU thresholds 0.50 to 0.95.",
                List.of("class", "AP", "objects"),
                rows);
    }

    private static Section figures(AveragePrecision precision) {
        List<List<String>> rows = precision.figures().entrySet().stream()
                .map((Map.Entry<String, Double> each) -> List.of(each.getKey(), figure(each.getValue())))
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
        List<Detection> found = detector.predict(image);
        try (io.github.sknet.vision.plot.Picture drawing = BoxPicture.of(image, found)) {
            return Picture.ofDrawing(
                    drawing.image(),
                    dataset.fileName(index),
                    found.size() + " found, " + dataset.objects(index).size() + " marked");
        }
    }
}
