package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.Judge;
import io.github.sknet.datasets.metrics.coco.CocoDetection;
import io.github.sknet.datasets.metrics.coco.CocoEvaluator;
import io.github.sknet.datasets.metrics.coco.CocoGroundTruth;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.vision.detect.DetectionDecoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares what a detector finds with the boxes that there are, by COCO's average precision in the images' own pixels. */
final class DetectionJudge implements Judge<DetectionBatch> {

    private final DetectionDataset dataset;
    private final DetectionDecoder decoder;
    private final List<CocoDetection> detections = new ArrayList<>();
    private final Set<Long> read = new HashSet<>();

    DetectionJudge(DetectionDataset dataset, DetectionDecoder decoder) {
        this.dataset = dataset;
        this.decoder = decoder;
    }

    @Override
    public void see(DetectionBatch batch, Prediction outputs) {
        for (int row = 0; row < batch.size(); row++) {
            long id = batch.indices()[row];
            read.add(id);
            decoder.decode(outputs, row, batch.places().get(row))
                    .forEach(found -> detections.add(new CocoDetection(id, found.label(), found.box(), found.score())));
        }
    }

    @Override
    public DetectionEvaluation evaluation(List<String> broken) {
        CocoGroundTruth truth = dataset.groundTruth().within(read);
        return new DetectionEvaluation(CocoEvaluator.evaluate(truth, detections), truth, detections, broken);
    }
}
