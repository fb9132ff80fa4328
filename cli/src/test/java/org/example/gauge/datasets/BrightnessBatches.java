package org.example.gauge.datasets;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.ImagePreparation;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Makes batches of a data set. */
public record BrightnessBatches(BrightnessDataset dataset, Preprocessing shape)
        implements BatchLoader.Source<BrightnessBatch> {

    @Override
    public int size() {
        return dataset.size();
    }

    @Override
    public String name(int index) {
        return dataset.name(index);
    }

    @Override
    public BrightnessBatch load(BatchLoader.Request request) throws IOException {
        ImagePreparation preparation = new ImagePreparation(shape);
        int wanted = request.indices().length;
        float[] images = new float[wanted * shape.inputSize()];
        float[] brightness = new float[wanted];
        int[] indices = new int[wanted];
        int count = 0;
        for (int index : request.indices()) {
            Optional<Image> image = request.read(index, dataset::image);
            if (image.isPresent()) {
                preparation.write(preparation.fit(image.get()), images, count * shape.inputSize());
                brightness[count] = dataset.brightness(index);
                indices[count++] = index;
            }
        }
        return new BrightnessBatch(
                Tensor.of(
                        Arrays.copyOf(images, count * shape.inputSize()),
                        count,
                        shape.channels(),
                        shape.height(),
                        shape.width()),
                Arrays.copyOf(indices, count),
                Arrays.copyOf(brightness, count));
    }
}
