package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.SampleChance;
import io.github.sknet.datasets.augment.BatchMixing;
import io.github.sknet.datasets.augment.InputTransform;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Batches of images with one label each.
 *
 * @param dataset the images
 * @param transform how an image becomes an input
 * @param mixing what is done to whole batches
 */
public record LabelledBatches(LabelledDataset dataset, InputTransform transform, BatchMixing mixing)
        implements BatchLoader.Source<LabelledBatch> {

    /** A loader of such batches. */
    public static BatchLoader<LabelledBatch> loader(
            LabelledDataset dataset, InputTransform transform, BatchMixing mixing, BatchLoader.Settings settings) {
        return new BatchLoader<>(new LabelledBatches(dataset, transform, mixing), settings);
    }

    @Override
    public int size() {
        return dataset.size();
    }

    @Override
    public LabelledBatch load(BatchLoader.Request request) throws IOException {
        int size = transform.preprocessing().inputSize();
        int wanted = request.indices().length;
        float[] images = new float[Math.multiplyExact(wanted, size)];
        int[] indices = new int[wanted];
        SplittableRandom[] randoms = new SplittableRandom[wanted];
        int count = 0;
        for (int index : request.indices()) {
            Optional<Image> image = request.read(index, dataset::image);
            if (image.isPresent()) {
                SampleChance chance = request.chance(index);
                transform.apply(image.get(), chance, images, count * size);
                indices[count] = index;
                randoms[count] = chance.random();
                count++;
            }
        }
        return finish(
                Arrays.copyOf(indices, count),
                Arrays.copyOf(randoms, count),
                count == wanted ? images : Arrays.copyOf(images, count * size));
    }

    private LabelledBatch finish(int[] indices, SplittableRandom[] randoms, float[] images) {
        Preprocessing shape = transform.preprocessing();
        int count = indices.length;
        int[] labels = IntStream.of(indices).map(dataset::label).toArray();
        int[] partners = labels;
        float[] shares = new float[count];
        Arrays.fill(shares, 1);
        if (mixing.isActive()) {
            shares = mixing.apply(images, shape.channels(), shape.height(), shape.width(), randoms);
            partners = IntStream.range(0, count).map(i -> labels[count - 1 - i]).toArray();
        }
        Tensor inputs = Tensor.of(images, count, shape.channels(), shape.height(), shape.width());
        return new LabelledBatch(inputs, labels, partners, shares, indices);
    }
}
