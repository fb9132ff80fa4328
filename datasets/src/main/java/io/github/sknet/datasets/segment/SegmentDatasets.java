package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.Judge;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.annotations.AnnotationSign;
import io.github.sknet.datasets.files.Reading;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.vision.Setting;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.segment.Segmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Images with a class for each pixel. */
public final class SegmentDatasets implements DatasetTask<SegmentationDataset, SegmentationBatch> {

    private static final String IGNORE = "ignore";

    private static final String PALETTE = "palette";

    private static final int LARGEST_LABEL = 255;

    /** Decoded images are looked at once: none is kept. */
    private static final long NO_CACHE = 0;

    @Override
    public String id() {
        return SegmentTask.ID;
    }

    @Override
    public String forms() {
        return "images and PNG masks, or outlines of COCO, YOLO or LabelMe";
    }

    @Override
    public Optional<String> sign(DataSource source) throws IOException {
        Path path = Path.of(source.location());
        Optional<String> masks = SegmentationDatasets.masksIn(path);
        return masks.isPresent()
                ? masks
                : AnnotationSign.of(path, true).map(where -> "outlines of objects are in " + where);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.of(IGNORE, "VALUE", "pixels of this value do not count; " + LARGEST_LABEL + " never does"),
                Setting.of(
                        PALETTE,
                        "FILE|NAME",
                        "the classes' colours in masks for the eye: voc, cityscapes, or a file with a name and a colour a"
                                + " line"),
                Reading.ENCODING);
    }

    @Override
    public Splits<SegmentationDataset> open(DataSource source, AnnotationProblems problems) throws IOException {
        Optional<String> palette = Optional.ofNullable(source.settings().get(PALETTE));
        OptionalInt ignored = new Settings(source.settings()).whole(IGNORE, 0, LARGEST_LABEL);
        return SegmentationDatasets.open(
                Path.of(source.location()), Reading.of(source, problems), new MaskReading.Said(ignored, palette));
    }

    /** The masks' indices are the model's. */
    @Override
    public DataSource forModel(DataSource source, List<String> labels) {
        return source.orLabels(labels);
    }

    @Override
    public BatchLoader.Source<SegmentationBatch> evaluationBatches(
            SegmentationDataset dataset, Preprocessing preprocessing) {
        return SegmentationBatches.evaluation(dataset, preprocessing, NO_CACHE);
    }

    @Override
    public Judge<SegmentationBatch> judge(SegmentationDataset dataset, VisionModel<?> model) {
        return new SegmentationJudge(dataset.labels(), Judge.requireKind(Segmenter.class, model));
    }
}
