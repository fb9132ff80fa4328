package io.github.sknet.vision.data;

import io.github.sknet.vision.transform.BatchMixing;
import io.github.sknet.vision.transform.InputTransform;
import io.github.sknet.vision.transform.Preprocessing;
import io.github.sknet.vision.transform.SampleSeed;
import io.github.sknet.weights.Tensor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Makes batches ahead of their use: threads decode, augment and normalise while the network works on earlier batches.
 *
 * <p>A batch is a function of the seed, its epoch and its index, and of nothing else: neither the number of threads nor
 * what was loaded before matters. So the state of a loader is the {@link Position} of its next batch; a run resumes by
 * going {@linkplain #seek there}. The loader goes on from one epoch to the next, without end.
 *
 * <p>The loader itself is used by one thread.
 */
public final class BatchLoader implements AutoCloseable {
    private final Dataset dataset;
    private final InputTransform transform;
    private final BatchMixing mixing;
    private final Settings settings;
    private final BrokenImages broken = new BrokenImages();
    private final ExecutorService workers;
    private final Deque<Future<Batch>> ahead = new ArrayDeque<>();
    private Position nextTaken = new Position(0, 0);
    private Position nextSubmitted = nextTaken;
    private int orderEpoch = -1;
    private int[] order;
    private long waitedNanos;

    /**
     * How to load.
     *
     * @param batchSize N, at least 1
     * @param shuffle whether each epoch has a random order of its own
     * @param dropLast whether an epoch ends before an incomplete batch (unless it is the only one)
     * @param threads how many threads make batches, at least 1
     * @param prefetch how many batches are made ahead, at least 1
     * @param seed decides order and augmentation
     * @param strict whether a broken image ends the run rather than being skipped
     */
    public record Settings(
            int batchSize, boolean shuffle, boolean dropLast, int threads, int prefetch, long seed, boolean strict) {

        public Settings {
            if (batchSize < 1 || threads < 1 || prefetch < 1) {
                throw new IllegalArgumentException("A batch loader needs a batch size, threads and a prefetch of at "
                        + "least 1, not " + batchSize + ", " + threads + " and " + prefetch);
            }
        }

        /** Shuffled, complete batches; broken images are skipped. */
        public static Settings training(int batchSize, int threads, long seed) {
            return new Settings(batchSize, true, true, threads, 2 * threads, seed, false);
        }

        /** Every image once, in the data set's order; broken images are skipped. */
        public static Settings evaluation(int batchSize, int threads) {
            return new Settings(batchSize, false, false, threads, 2 * threads, 0, false);
        }

        /** The same, where a broken image ends the run. */
        public Settings strictly() {
            return new Settings(batchSize, shuffle, dropLast, threads, prefetch, seed, true);
        }
    }

    /**
     * Where a loader is.
     *
     * @param epoch from 0
     * @param batch index within the epoch, from 0
     */
    public record Position(int epoch, int batch) {}

    /** Makes a loader that begins with the first batch of epoch 0. */
    public BatchLoader(Dataset dataset, InputTransform transform, BatchMixing mixing, Settings settings) {
        if (dataset.size() == 0) {
            throw new IllegalArgumentException("There is nothing to load: the data set has no images");
        }
        this.dataset = dataset;
        this.transform = transform;
        this.mixing = mixing;
        this.settings = settings;
        this.workers = Executors.newFixedThreadPool(settings.threads, task -> {
            Thread thread = new Thread(task, "sknet-batch-loader");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Makes a loader without mixing. */
    public BatchLoader(Dataset dataset, InputTransform transform, Settings settings) {
        this(dataset, transform, new BatchMixing(0, 0), settings);
    }

    /** The number of batches of each epoch. */
    public int batchesPerEpoch() {
        int complete = dataset.size() / settings.batchSize;
        boolean incomplete = dataset.size() % settings.batchSize != 0;
        return incomplete && (!settings.dropLast || complete == 0) ? complete + 1 : complete;
    }

    /** Where the next batch will come from. */
    public Position position() {
        return nextTaken;
    }

    /** Goes to a batch: {@link #next} returns it. What was made ahead for elsewhere is discarded. */
    public void seek(Position position) {
        if (position.epoch < 0 || position.batch < 0 || position.batch >= batchesPerEpoch()) {
            throw new IllegalArgumentException(
                    "There is no batch " + position + "; an epoch has " + batchesPerEpoch() + " batches");
        }
        if (!position.equals(nextTaken)) {
            discardAhead();
            nextTaken = position;
            nextSubmitted = position;
        }
    }

    /**
     * The next batch. It holds fewer images than usual where some are broken, none where all are.
     *
     * @throws IOException naming a broken image, in a strict loader
     */
    public Batch next() throws IOException {
        while (ahead.size() < settings.prefetch && mayReadAhead()) {
            submit();
        }
        Batch batch = await(ahead.remove());
        nextTaken = after(nextTaken);
        return batch;
    }

    /** An evaluation is one epoch long: it does not read into the next one before that is asked for. */
    private boolean mayReadAhead() {
        return settings.shuffle || nextSubmitted.epoch == nextTaken.epoch;
    }

    private void submit() {
        Position position = nextSubmitted;
        int[] indices = indices(position);
        ahead.add(workers.submit(() -> load(position, indices)));
        nextSubmitted = after(position);
    }

    private Position after(Position position) {
        return position.batch + 1 < batchesPerEpoch()
                ? new Position(position.epoch, position.batch + 1)
                : new Position(position.epoch + 1, 0);
    }

    private int[] indices(Position position) {
        if (orderEpoch != position.epoch) {
            order = settings.shuffle
                    ? EpochOrder.shuffled(dataset.size(), SampleSeed.random(settings.seed, position.epoch))
                    : EpochOrder.sequential(dataset.size());
            orderEpoch = position.epoch;
        }
        int first = position.batch * settings.batchSize;
        return Arrays.copyOfRange(order, first, Math.min(first + settings.batchSize, order.length));
    }

    private Batch await(Future<Batch> future) throws IOException {
        long start = System.nanoTime();
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException named) {
                throw named;
            }
            throw new IllegalStateException("A batch could not be made", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for a batch", interrupted);
        } finally {
            waitedNanos += System.nanoTime() - start;
        }
    }

    /** Runs on a worker: reads no field that changes. */
    private Batch load(Position position, int[] wanted) throws IOException {
        Preprocessing shape = transform.preprocessing();
        int size = shape.inputSize();
        float[] images = new float[Math.multiplyExact(wanted.length, size)];
        int[] indices = new int[wanted.length];
        SplittableRandom[] randoms = new SplittableRandom[wanted.length];
        int count = 0;
        for (int index : wanted) {
            SplittableRandom random = SampleSeed.random(settings.seed, position.epoch, index);
            if (write(index, random, images, count * size)) {
                indices[count] = index;
                randoms[count] = random;
                count++;
            }
        }
        return finish(
                position,
                Arrays.copyOf(indices, count),
                Arrays.copyOf(randoms, count),
                count == wanted.length ? images : Arrays.copyOf(images, count * size));
    }

    private boolean write(int index, SplittableRandom random, float[] images, int offset) throws IOException {
        try {
            transform.apply(dataset.image(index), random, images, offset);
            return true;
        } catch (IOException problem) {
            if (settings.strict) {
                throw problem;
            }
            broken.add(index, problem);
            return false;
        }
    }

    private Batch finish(Position position, int[] indices, SplittableRandom[] randoms, float[] images) {
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
        return new Batch(position.epoch, position.batch, inputs, labels, partners, shares, indices);
    }

    /** The broken images met so far. */
    public BrokenImages broken() {
        return broken;
    }

    /** How long {@link #next} has waited for batches so far, in seconds: what data loading costs. */
    public double waitedSeconds() {
        return waitedNanos * 1e-9;
    }

    /** Interrupts nobody: an interrupted read would look like a broken image. */
    private void discardAhead() {
        ahead.forEach(future -> future.cancel(false));
        ahead.clear();
    }

    /** Stops the threads once they have made the batch at hand; the data set stays open. */
    @Override
    public void close() {
        discardAhead();
        workers.shutdown();
    }
}
