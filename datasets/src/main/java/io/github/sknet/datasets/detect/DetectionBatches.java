package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.BatchInputs;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.ImageCache;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.ImagePreparation;
import io.github.sknet.vision.transform.Letterbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Batches of images with boxes: augmented for training, letterboxed for evaluation. */
public final class DetectionBatches implements BatchLoader.Source<DetectionBatch> {

    /** How often a mosaic's partner is drawn, where those that are drawn are broken. */
    private static final int PARTNER_DRAWS = 10;

    private final DetectionDataset dataset;
    private final Preprocessing preprocessing;
    private final ImagePreparation preparation;
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
        this.preparation = new ImagePreparation(preprocessing);
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
        BatchInputs inputs = new BatchInputs(preprocessing, preparation, request.indices().length);
        List<List<ObjectBox>> objects = new ArrayList<>();
        List<Letterbox> places = new ArrayList<>();
        for (int visit : request.indices()) {
            int index = visit % dataset.size();
            Optional<BoxedImage> source = request.read(index, this::boxed);
            if (source.isPresent() && augmentation.isPresent()) {
                SplittableRandom random = request.chance(visit).random();
                BoxedImage changed = augmentation
                        .get()
                        .apply(source.get(), preprocessing, random, generator -> partner(request, generator));
                inputs.add(index, changed.image());
                objects.add(changed.objects());
            } else if (source.isPresent()) {
                Image image = source.get().image();
                Letterbox place = Letterbox.of(preprocessing, image.width(), image.height());
                inputs.add(index, place.place(image));
                objects.add(placed(source.get().objects(), place));
                places.add(place);
            }
        }
        return new DetectionBatch(inputs.images(), objects, places, inputs.indices());
    }

    private static List<ObjectBox> placed(List<ObjectBox> objects, Letterbox place) {
        return objects.stream()
                .map(object -> object.at(place.toInput(object.box())))
                .toList();
    }

    /** A random image that can be read. A broken one is noted as what it is, and another is drawn. */
    private Optional<BoxedImage> partner(BatchLoader.Request request, SplittableRandom random) throws IOException {
        Optional<BoxedImage> partner = Optional.empty();
        for (int draw = 0; draw < PARTNER_DRAWS && partner.isEmpty(); draw++) {
            partner = request.read(random.nextInt(dataset.size()), this::boxed);
        }
        return partner;
    }

    private BoxedImage boxed(int index) throws IOException {
        return new BoxedImage(cache.get(index, dataset::image), dataset.objects(index));
    }
}
