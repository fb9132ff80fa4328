package io.github.sknet.datasets.detect;

import io.github.sknet.vision.detect.DetectionDecoder;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.metrics.coco.AveragePrecision;
import io.github.sknet.datasets.metrics.coco.CocoDetection;
import io.github.sknet.datasets.metrics.coco.CocoEvaluator;
import io.github.sknet.datasets.metrics.coco.CocoGroundTruth;
import io.github.sknet.vision.transform.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Judges a detector by a data set, with COCO's average precision in the images' own pixels.
 *
 * @param dataset what there is to be found
 * @param preprocessing the network's input
 * @param decoder from outputs to detections
 * @param settings how images are loaded
 */
public record BoxEvaluator(
        DetectionDataset dataset,
        Preprocessing preprocessing,
        DetectionDecoder decoder,
        BatchLoader.Settings settings) {

    /** Decoded images are looked at once: none is kept. */
    private static final long NO_CACHE = 0;

    /**
     * What came out.
     *
     * @param precision over the images that could be read
     * @param truth what there was to be found in them; an image's id is its index, a category's id the label
     * @param detections what was found
     * @param broken one sentence for each image that could not be read
     */
    public record Result(
            AveragePrecision precision, CocoGroundTruth truth, List<CocoDetection> detections, List<String> broken) {}

    /**
     * Looks at every image once.
     *
     * @param network computes the outputs of inputs (N, C, H, W)
     * @param progress is told the number of images done so far
     * @throws IOException naming a broken image, where the settings are strict
     */
    public Result evaluate(Function<Tensor, Prediction> network, IntConsumer progress) throws IOException {
        List<CocoDetection> detections = new ArrayList<>();
        Set<Long> read = new HashSet<>();
        try (BatchLoader<DetectionBatch> loader =
                new BatchLoader<>(DetectionBatches.evaluation(dataset, preprocessing, NO_CACHE), settings)) {
            for (int i = loader.batchesPerEpoch(); i > 0; i--) {
                DetectionBatch batch = loader.next();
                if (batch.size() > 0) {
                    Prediction prediction = network.apply(batch.images());
                    for (int row = 0; row < batch.size(); row++) {
                        long id = batch.indices()[row];
                        read.add(id);
                        decoder.decode(prediction, row, batch.places().get(row))
                                .forEach(found -> detections.add(
                                        new CocoDetection(id, found.label(), found.box(), found.score())));
                    }
                }
                progress.accept(read.size());
            }
            CocoGroundTruth truth = within(read);
            return new Result(
                    CocoEvaluator.evaluate(truth, detections),
                    truth,
                    detections,
                    loader.broken().messages());
        }
    }

    private CocoGroundTruth within(Set<Long> read) {
        CocoGroundTruth whole = dataset.groundTruth();
        return new CocoGroundTruth(
                whole.imageIds().stream().filter(read::contains).toList(),
                whole.categories(),
                whole.annotations().stream()
                        .filter(annotation -> read.contains(annotation.imageId()))
                        .toList());
    }
}
