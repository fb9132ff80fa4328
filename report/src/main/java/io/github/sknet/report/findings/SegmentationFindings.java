package io.github.sknet.report.findings;

import io.github.sknet.datasets.metrics.ConfusionMatrix;
import io.github.sknet.datasets.metrics.SegmentationEvaluation;
import io.github.sknet.datasets.segment.MaskEvaluator;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.report.html.GallerySection;
import io.github.sknet.report.html.GallerySection.Picture;
import io.github.sknet.report.html.Html;
import io.github.sknet.report.html.RunReport.Headline;
import io.github.sknet.report.html.Section;
import io.github.sknet.report.html.TableSection;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.segment.MaskPicture;
import io.github.sknet.vision.segment.Segmentation;
import io.github.sknet.vision.segment.Segmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A segmenter's intersection over union by class, and its masks on some images beside the true ones. */
public final class SegmentationFindings {

    private static final int BATCH = 4;
    private static final int SHOWN = 8;
    private static final double OPACITY = 0.5;

    private SegmentationFindings() {}

    /**
     * Looks at a segmenter with the pure-Java engine.
     *
     * @param model its file
     * @param dataset what it is judged by
     * @param threads how many threads a prediction may use, at least 1
     */
    public static Findings of(Path model, SegmentationDataset dataset, int threads) throws IOException {
        try (Segmenter segmenter = Segmenter.load(model, Classifier.DEFAULT_ENGINE, threads)) {
            MaskEvaluator.Result result = segmenter.evaluate(dataset, BATCH, false, done -> {});
            SegmentationEvaluation evaluation = result.evaluation();
            String images = Html.count(result.images()) + " images";
            List<Section> sections = List.of(
                    classes(segmenter.labels(), evaluation.confusion()),
                    new GallerySection(
                            "Masks",
                            "Some of the images under the classes that the segmenter finds, each beside the classes "
                                    + "that are marked.",
                            SpreadImages.paint(
                                    dataset,
                                    SHOWN,
                                    result.broken(),
                                    (index, pictures) -> paint(segmenter, dataset, index, pictures))));
            return new Findings(
                    List.of(
                            new Headline("mean IoU", Html.decimal(evaluation.meanIoU(), 3), images),
                            new Headline("pixel accuracy", Html.percent(evaluation.pixelAccuracy()), images)),
                    sections,
                    result.broken());
        }
    }

    private static Section classes(List<String> labels, ConfusionMatrix pixels) {
        List<List<String>> rows = new ArrayList<>();
        for (int label = 0; label < labels.size(); label++) {
            rows.add(List.of(
                    labels.get(label),
                    Html.decimal(pixels.intersectionOverUnion(label), 3),
                    Html.percent(pixels.recall(label)),
                    Html.percent(pixels.precision(label)),
                    Html.percent((double) pixels.truths(label) / pixels.total())));
        }
        return new TableSection(
                "Classes",
                "Of each class the intersection over union of found and marked pixels, the share of marked pixels that "
                        + "is found, the share of found pixels that is right, and its share of all pixels.",
                List.of("class", "IoU", "recall", "precision", "pixels"),
                rows);
    }

    private static void paint(Segmenter segmenter, SegmentationDataset dataset, int index, List<Picture> pictures)
            throws IOException {
        Image image = dataset.image(index);
        pictures.add(picture(image, segmenter.predict(image), dataset.name(index), "found"));
        pictures.add(
                picture(image, new Segmentation(dataset.mask(index), dataset.labels()), dataset.name(index), "marked"));
    }

    private static Picture picture(Image image, Segmentation segmentation, String name, String note) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        try (io.github.sknet.vision.plot.Picture drawing = MaskPicture.overlay(image, segmentation, OPACITY)) {
            return Picture.ofDrawing(drawing.image(), file, note);
        }
    }
}
