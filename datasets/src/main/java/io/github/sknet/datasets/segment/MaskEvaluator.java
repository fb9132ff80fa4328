package io.github.sknet.datasets.segment;

import io.github.sknet.vision.segment.MaskDecoding;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.vision.image.Image;
import io.github.sknet.datasets.metrics.SegmentationEvaluation;
import io.github.sknet.vision.transform.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Judges a segmenter by a data set, pixel by pixel of the images' own size.
 *
 * @param dataset the true masks
 * @param preprocessing the network's input
 * @param settings how images are loaded
 */
public record MaskEvaluator(SegmentationDataset dataset, Preprocessing preprocessing, BatchLoader.Settings settings) {

    /** Decoded images are looked at once: none is kept. */
    private static final long NO_CACHE = 0;

    /**
     * What came out.
     *
     * @param evaluation over the images that could be read
     * @param images how many those are
     * @param broken one sentence for each image that could not be read
     */
    public record Result(SegmentationEvaluation evaluation, int images, List<String> broken) {}

    /**
     * Looks at every image once.
     *
     * @param network computes the logits (N, classes, H, W) of inputs (N, C, H, W)
     * @param progress is told the number of images done so far
     * @throws IOException naming a broken mask, or a broken image where the settings are strict
     */
    public Result evaluate(Function<Tensor, Tensor> network, IntConsumer progress) throws IOException {
        SegmentationEvaluation evaluation =
                new SegmentationEvaluation(dataset.labels().size(), OptionalInt.of(SegmentationDataset.IGNORED));
        int images = 0;
        try (BatchLoader<SegmentationBatch> loader =
                new BatchLoader<>(SegmentationBatches.evaluation(dataset, preprocessing, NO_CACHE), settings)) {
            for (int i = loader.batchesPerEpoch(); i > 0; i--) {
                SegmentationBatch batch = loader.next();
                if (batch.size() > 0) {
                    Tensor logits = network.apply(batch.images());
                    for (int row = 0; row < batch.size(); row++) {
                        Image found =
                                MaskDecoding.labels(logits, row, batch.places().get(row));
                        Image truth = dataset.mask(batch.indices()[row]);
                        evaluation.add(truth.samples(), found.samples());
                    }
                }
                images += batch.size();
                progress.accept(images);
            }
            return new Result(evaluation, images, loader.broken().messages());
        }
    }
}
