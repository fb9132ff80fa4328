package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.BatchInputs;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.ImageCache;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.ImagePreparation;
import io.github.sknet.vision.transform.Letterbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Batches of images with masks: augmented for training, letterboxed for evaluation. */
public final class SegmentationBatches implements BatchLoader.Source<SegmentationBatch> {
    private final SegmentationDataset dataset;
    private final Preprocessing preprocessing;
    private final ImagePreparation preparation;
    private final Optional<MaskAugmentation> augmentation;
    private final int repeats;
    private final ImageCache images;
    private final ImageCache masks;

    private SegmentationBatches(
            SegmentationDataset dataset,
            Preprocessing preprocessing,
            Optional<MaskAugmentation> augmentation,
            int repeats,
            long cacheBytes) {
        this.dataset = dataset;
        this.preprocessing = preprocessing;
        this.preparation = new ImagePreparation(preprocessing);
        this.augmentation = augmentation;
        this.repeats = repeats;
        // An image has three channels, a mask one.
        this.images = new ImageCache(dataset.size(), cacheBytes / 4 * 3);
        this.masks = new ImageCache(dataset.size(), cacheBytes / 4);
    }

    /**
     * For training.
     *
     * @param preprocessing the size and the channels of inputs in prediction, and how their values are normalised
     * @param repeats how often an epoch visits each image: small data sets are judged less often so
     * @param cacheBytes the most bytes of decoded images and masks to keep in memory
     */
    public static SegmentationBatches training(
            SegmentationDataset dataset,
            Preprocessing preprocessing,
            MaskAugmentation augmentation,
            int repeats,
            long cacheBytes) {
        if (repeats < 1) {
            throw new IllegalArgumentException("An epoch visits each image at least once, not " + repeats + " times");
        }
        return new SegmentationBatches(dataset, preprocessing, Optional.of(augmentation), repeats, cacheBytes);
    }

    /** For evaluation: images as they are in prediction. */
    public static SegmentationBatches evaluation(
            SegmentationDataset dataset, Preprocessing preprocessing, long cacheBytes) {
        return new SegmentationBatches(dataset, preprocessing, Optional.empty(), 1, cacheBytes);
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
    public SegmentationBatch load(BatchLoader.Request request) throws IOException {
        int wanted = request.indices().length;
        Preprocessing shape =
                augmentation.map(change -> change.crop(preprocessing)).orElse(preprocessing);
        int pixels = shape.height() * shape.width();
        BatchInputs inputs = new BatchInputs(shape, preparation, wanted);
        int[] labels = new int[augmentation.isPresent() ? Math.multiplyExact(wanted, pixels) : 0];
        List<Image> truths = new ArrayList<>();
        List<Letterbox> places = new ArrayList<>();
        for (int visit : request.indices()) {
            int index = visit % dataset.size();
            Optional<Placed> placed = request.read(index, each -> placed(masked(each), visit, request));
            if (placed.isPresent()) {
                if (placed.get().place.isPresent()) {
                    truths.add(placed.get().mask);
                    places.add(placed.get().place.get());
                } else {
                    copy(placed.get().mask, labels, inputs.count() * pixels);
                }
                inputs.add(index, placed.get().image);
            }
        }
        return new SegmentationBatch(
                inputs.images(),
                augmentation.isPresent() ? Arrays.copyOf(labels, inputs.count() * pixels) : labels,
                truths,
                places,
                inputs.indices());
    }

    /** An image of the input's size with its mask; where it is not changed at random, with its own mask, and where it lies. */
    private record Placed(Image image, Image mask, Optional<Letterbox> place) {}

    private Placed placed(MaskedImage source, int visit, BatchLoader.Request request) {
        if (augmentation.isPresent()) {
            SplittableRandom random = request.chance(visit).random();
            MaskedImage changed = augmentation.get().apply(source, preprocessing, random);
            return new Placed(changed.image(), changed.mask(), Optional.empty());
        }
        Letterbox place = Letterbox.of(
                preprocessing, source.image().width(), source.image().height());
        return new Placed(place.place(source.image()), source.mask(), Optional.of(place));
    }

    private MaskedImage masked(int index) throws IOException {
        return dataset.paired(index, images.get(index, dataset::image), masks.get(index, dataset::mask));
    }

    private static void copy(Image mask, int[] labels, int offset) {
        byte[] samples = mask.samples();
        for (int i = 0; i < samples.length; i++) {
            labels[offset + i] = samples[i] & 0xFF;
        }
    }
}
