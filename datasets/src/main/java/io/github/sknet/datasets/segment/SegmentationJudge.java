package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.Judge;
import io.github.sknet.datasets.metrics.SegmentationMetrics;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.segment.Segmenter;
import java.util.List;
import java.util.OptionalInt;

/** Compares a segmenter's masks with the true ones, pixel by pixel of the images' own size. */
final class SegmentationJudge implements Judge<SegmentationBatch> {

    private final List<String> labels;
    private final Segmenter segmenter;
    private final SegmentationMetrics figures;
    private int images;

    /**
     * Makes a judge.
     *
     * @param labels the classes' names
     */
    SegmentationJudge(List<String> labels, Segmenter segmenter) {
        this.labels = labels;
        this.segmenter = segmenter;
        this.figures = new SegmentationMetrics(labels.size(), OptionalInt.of(SegmentationDataset.IGNORED));
    }

    @Override
    public void see(SegmentationBatch batch, Prediction outputs) {
        for (int row = 0; row < batch.size(); row++) {
            Image found = segmenter.mask(outputs, row, batch.places().get(row));
            figures.add(batch.truths().get(row).samples(), found.samples());
        }
        images += batch.size();
    }

    @Override
    public SegmentationEvaluation evaluation(List<String> broken) {
        return new SegmentationEvaluation(labels, figures, images, broken);
    }
}
