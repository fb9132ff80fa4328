package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.BatchInputs;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.ImageCache;
import io.github.sknet.graph.preprocessing.Preprocessing;
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
    public String name(int index) {
        return dataset.name(index);
    }

    @Override
    public DetectionBatch load(BatchLoader.Request request) throws IOException {
        BatchInputs inputs = new BatchInputs(preprocessing, preparation, request.indices().length);
        List<List<ObjectBox>> objects = new ArrayList<>();
        List<Letterbox> places = new ArrayList<>();
        for (int visit : request.indices()) {
            int index = visit % dataset.size();
            Optional<Placed> placed = request.read(index, each -> placed(boxed(each), visit, request));
            if (placed.isPresent()) {
                inputs.add(index, placed.get().source.image());
                objects.add(placed.get().source.objects());
                placed.get().place.ifPresent(places::add);
            }
        }
        return new DetectionBatch(inputs.images(), objects, places, inputs.indices());
    }

    /** An image of the input's size with its boxes, and, where it is not changed at random, where it lies there. */
    private record Placed(BoxedImage source, Optional<Letterbox> place) {}

    private Placed placed(BoxedImage source, int visit, BatchLoader.Request request) throws IOException {
        if (augmentation.isPresent()) {
            SplittableRandom random = request.chance(visit).random();
            BoxedImage changed =
                    augmentation.get().apply(source, preprocessing, random, generator -> partner(request, generator));
            return new Placed(changed, Optional.empty());
        }
        Letterbox place = Letterbox.of(
                preprocessing, source.image().width(), source.image().height());
        BoxedImage whole = new BoxedImage(place.place(source.image()), placed(source.objects(), place));
        return new Placed(whole, Optional.of(place));
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
