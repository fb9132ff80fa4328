package io.github.sknet.report.segment;

import io.github.sknet.datasets.metrics.ConfusionMatrix;
import io.github.sknet.datasets.metrics.SegmentationMetrics;
import io.github.sknet.datasets.segment.MaskedImage;
import io.github.sknet.datasets.segment.SegmentDatasets;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.datasets.segment.SegmentationEvaluation;
import io.github.sknet.graph.segment.SegmentTask;
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
import io.github.sknet.vision.segment.Segmentation;
import io.github.sknet.vision.segment.Segmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A segmenter's intersection over union by class, and its masks on some images beside the true ones. */
public final class SegmentReport implements ReportTask<SegmentationDataset> {

    private static final int BATCH = 4;
    private static final int SHOWN = 8;

    @Override
    public String id() {
        return SegmentTask.ID;
    }

    @Override
    public Class<SegmentationDataset> kind() {
        return SegmentationDataset.class;
    }

    @Override
    public List<CurvePlan> curves() {
        return List.of(
                CurvePlan.of("loss", "").with("train_loss", "training"),
                CurvePlan.of("masks", "share")
                        .with("val_meanIoU", "mean IoU")
                        .with("val_pixelAccuracy", "pixel accuracy"));
    }

    @Override
    public Findings findings(Path model, SegmentationDataset validation, int threads, Settings settings)
            throws IOException {
        try (Segmenter segmenter = Segmenter.load(model, Judging.options(threads, settings))) {
            SegmentationEvaluation evaluation =
                    (SegmentationEvaluation) Judging.evaluate(new SegmentDatasets(), validation, segmenter, BATCH);
            List<Picture> pictures = AnswerPictures.spread(
                    validation, SHOWN, evaluation.broken(), index -> pictures(segmenter, validation, index));
            SegmentationMetrics figures = evaluation.figures();
            String images = Judging.images(evaluation);
            return new Findings(
                    List.of(
                            new Headline("mean IoU", Html.decimal(figures.meanIoU(), 3), images),
                            new Headline("pixel accuracy", Html.percent(figures.pixelAccuracy()), images)),
                    List.of(
                            classes(evaluation.labels(), figures.confusion()),
                            new GallerySection(
                                    "Masks",
                                    "Some of the images under the classes that the segmenter finds, each beside the "
                                            + "classes that are marked.",
                                    pictures)),
                    evaluation.broken());
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

    private static List<Picture> pictures(Segmenter segmenter, SegmentationDataset dataset, int index)
            throws IOException {
        MaskedImage marked = dataset.get(index);
        String name = dataset.name(index);
        return List.of(
                AnswerPictures.of(marked.image(), segmenter.predict(marked.image()), name, "found"),
                AnswerPictures.of(marked.image(), new Segmentation(marked.mask(), dataset.labels()), name, "marked"));
    }
}
