package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.ImageCache;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.Letterbox;
import io.github.sknet.vision.transform.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Batches of images with boxes: augmented for training, letterboxed for evaluation. */
public final class DetectionBatches implements BatchLoader.Source<DetectionBatch> {
    private final DetectionDataset dataset;
    private final Preprocessing preprocessing;
    private final Optional<BoxAugmentation> augmentation;
    private final int repeats;
    private final ImageCache cache;

    private DetectionBatches(
            DetectionDataset dataset,
            Preprocessing preprocessing,
            Optional<BoxAugmentation> augmentation,
            int repeats,
            long cacheBytes) {
        this.dataset = dataset;
        this.preprocessing = preprocessing;
        this.augmentation = augmentation;
        this.repeats = repeats;
        this.cache = new ImageCache(dataset.size(), cacheBytes);
    }

    /**
     * For training.
     *
     * @param preprocessing the size and the channels of inputs, and how their values are normalised
     * @param repeats how often an epoch visits each image: small data sets are judged less often so
     * @param cacheBytes the most bytes of decoded images to keep in memory
     */
    public static DetectionBatches training(
            DetectionDataset dataset,
            Preprocessing preprocessing,
            BoxAugmentation augmentation,
            int repeats,
            long cacheBytes) {
        if (repeats < 1) {
            throw new IllegalArgumentException("An epoch visits each image at least once, not " + repeats + " times");
        }
        return new DetectionBatches(dataset, preprocessing, Optional.of(augmentation), repeats, cacheBytes);
    }

    /** For evaluation: images as they are in prediction. */
    public static DetectionBatches evaluation(DetectionDataset dataset, Preprocessing preprocessing, long cacheBytes) {
        return new DetectionBatches(dataset, preprocessing, Optional.empty(), 1, cacheBytes);
    }

    @Override
    public int size() {
        return dataset.size() * repeats;
    }

    @Override
    public DetectionBatch load(BatchLoader.Request request) throws IOException {
        int size = preprocessing.inputSize();
        float[] inputs = new float[Math.multiplyExact(request.indices().length, size)];
        List<List<ObjectBox>> objects = new ArrayList<>();
        List<Letterbox> places = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        for (int visit : request.indices()) {
            int index = visit % dataset.size();
            int offset = indices.size() * size;
            if (request.attempt(
                    index, () -> write(index, request.chance(visit).random(), inputs, offset, objects, places))) {
                indices.add(index);
            }
        }
        int count = indices.size();
        float[] filled = count == request.indices().length ? inputs : Arrays.copyOf(inputs, count * size);
        return new DetectionBatch(
                Tensor.of(filled, count, preprocessing.channels(), preprocessing.height(), preprocessing.width()),
                objects,
                places,
                indices.stream().mapToInt(Integer::intValue).toArray());
    }

    private void write(
            int index,
            SplittableRandom random,
            float[] inputs,
            int offset,
            List<List<ObjectBox>> objects,
            List<Letterbox> places)
            throws IOException {
        BoxedImage source = boxed(index);
        if (augmentation.isPresent()) {
            BoxedImage changed = augmentation
                    .get()
                    .apply(source, preprocessing, random, generator -> boxed(generator.nextInt(dataset.size())));
            preprocessing.write(changed.image(), inputs, offset);
            objects.add(changed.objects());
        } else {
            Image image = source.image();
            Letterbox place = Letterbox.of(preprocessing, image.width(), image.height());
            preprocessing.write(place.place(image), inputs, offset);
            objects.add(source.objects().stream()
                    .map(object -> object.at(place.toInput(object.box())))
                    .toList());
            places.add(place);
        }
    }

    private BoxedImage boxed(int index) throws IOException {
        return new BoxedImage(cache.get(index, dataset::image), dataset.objects(index));
    }
}
