package io.github.sknet.bench.worker;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.augment.Augmentation;
import io.github.sknet.datasets.classify.LabelledBatch;
import io.github.sknet.datasets.classify.LabelledBatches;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.datasets.classify.LabelledDatasets;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.classify.ClassificationSettings;
import io.github.sknet.train.recipe.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Where a training step's images come from. */
interface Loading extends AutoCloseable {

    /**
     * A batch.
     *
     * @param input (N, C, H, W)
     * @param labels N of them
     */
    record Images(Tensor input, int[] labels) {}

    Images next();

    /** How long {@link #next} has waited so far. */
    long waitedNanos();

    @Override
    void close();

    /** The same random pixels at each step. */
    static Loading none(Workload workload, int[] labels) {
        Images images = new Images(workload.input(workload.graph()), labels);
        return new Loading() {
            @Override
            public Images next() {
                return images;
            }

            @Override
            public long waitedNanos() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    /** The bundled images, cropped and flipped at random by a thread of their own, as a run with the recipe "cpu" does. */
    static Loading fashionMnist(Workload workload) throws IOException {
        Splits<LabelledDataset> splits = LabelledDatasets.open(LabelledDatasets.FASHION_MNIST);
        Augmentation augmentation =
                ((ClassificationSettings) Recipe.named("cpu").settings()).augmentation();
        BatchLoader<LabelledBatch> loader = LabelledBatches.loader(
                splits.parts().get(Split.TRAIN),
                augmentation.transform(Preprocessing.exactSize(1, workload.size(), workload.size())),
                augmentation.mixing(),
                BatchLoader.Settings.training(workload.batch(), 1, 1));
        return new Loading() {
            @Override
            public Images next() {
                try {
                    LabelledBatch batch = loader.next();
                    return new Images(batch.images(), batch.labels());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public long waitedNanos() {
                return Math.round(loader.waitedSeconds() * 1e9);
            }

            @Override
            public void close() {
                loader.close();
                try {
                    splits.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
