package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.SampleChance;
import io.github.sknet.datasets.augment.BatchMixing;
import io.github.sknet.datasets.augment.InputTransform;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Batches of images with their classes.
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
    public String name(int index) {
        return dataset.name(index);
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
            int offset = count * size;
            Optional<SampleChance> spent = request.read(index, each -> {
                SampleChance chance = request.chance(each);
                transform.apply(dataset.image(each), chance, images, offset);
                return chance;
            });
            if (spent.isPresent()) {
                indices[count] = index;
                randoms[count] = spent.get().random();
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
        int[][] classes = IntStream.of(indices).mapToObj(dataset::classes).toArray(int[][]::new);
        int[][] partners = classes;
        float[] shares = new float[count];
        Arrays.fill(shares, 1);
        if (mixing.isActive()) {
            shares = mixing.apply(images, shape.channels(), shape.height(), shape.width(), randoms);
            partners = IntStream.range(0, count)
                    .mapToObj(i -> classes[count - 1 - i])
                    .toArray(int[][]::new);
        }
        Tensor inputs = Tensor.of(images, count, shape.channels(), shape.height(), shape.width());
        return new LabelledBatch(inputs, classes, partners, shares, indices);
    }
}
