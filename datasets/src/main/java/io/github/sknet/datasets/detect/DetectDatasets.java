package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.Judge;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.annotations.AnnotationSign;
import io.github.sknet.datasets.files.Reading;
import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.Setting;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.detect.Detector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Images with boxes. */
public final class DetectDatasets implements DatasetTask<DetectionDataset, DetectionBatch> {

    /** Decoded images are looked at once: none is kept. */
    private static final long NO_CACHE = 0;

    @Override
    public String id() {
        return DetectTask.ID;
    }

    @Override
    public String forms() {
        return "boxes of COCO, Pascal VOC, YOLO or LabelMe";
    }

    @Override
    public Optional<String> sign(DataSource source) throws IOException {
        return AnnotationSign.of(Path.of(source.location()), false).map(where -> "boxes of objects are in " + where);
    }

    @Override
    public List<Setting> settings() {
        return List.of(Reading.ENCODING);
    }

    @Override
    public Splits<DetectionDataset> open(DataSource source, AnnotationProblems problems) throws IOException {
        List<String> labels = source.labels();
        Splits<DetectionDataset> splits =
                DetectionDatasets.open(Path.of(source.location()), Reading.of(source, problems));
        boolean empty = splits.parts().values().stream().noneMatch(DetectionDataset::hasObjects);
        if (empty) {
            splits.close();
            throw new DatasetException(
                    source.location() + " has no usable box" + (labels.isEmpty() ? "" : " of the classes " + labels));
        }
        return splits;
    }

    /** What is of other classes than the model's is left out. */
    @Override
    public DataSource forModel(DataSource source, List<String> labels) {
        return source.orLabels(labels);
    }

    @Override
    public BatchLoader.Source<DetectionBatch> evaluationBatches(DetectionDataset dataset, Preprocessing preprocessing) {
        return DetectionBatches.evaluation(dataset, preprocessing, NO_CACHE);
    }

    @Override
    public Judge<DetectionBatch> judge(DetectionDataset dataset, VisionModel<?> model) {
        return new DetectionJudge(
                dataset, Judge.requireKind(Detector.class, model).decoder());
    }
}
