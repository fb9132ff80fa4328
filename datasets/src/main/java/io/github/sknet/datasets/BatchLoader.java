package io.github.sknet.datasets;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Makes batches ahead of their use: threads decode, augment and normalise while the network works on earlier batches.
 *
 * <p>A batch is a function of the seed, its epoch and its index, and of nothing else: neither the number of threads nor
 * what was loaded before matters. So the state of a loader is the {@link Position} of its next batch; a run resumes by
 * going {@linkplain #seek there}. The loader goes on from one epoch to the next, without end.
 *
 * <p>The loader itself is used by one thread.
 *
 * @param <B> inputs and targets of one step
 */
public final class BatchLoader<B> implements AutoCloseable {
    private final Source<B> source;
    private final Settings settings;
    private final BrokenImages broken = new BrokenImages();
    private final ExecutorService workers;
    private final Deque<Future<B>> ahead = new ArrayDeque<>();
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

        /** The same, where a broken image ends the run, or is skipped. */
        public Settings withStrict(boolean strict) {
            return new Settings(batchSize, shuffle, dropLast, threads, prefetch, seed, strict);
        }
    }

    /**
     * Where a loader is.
     *
     * @param epoch from 0
     * @param batch index within the epoch, from 0
     */
    public record Position(int epoch, int batch) {}

    /**
     * Makes batches. Safe for use by several threads.
     *
     * @param <B> inputs and targets of one step
     */
    public interface Source<B> {

        /** The number of images. */
        int size();

        /** What messages call the image at an index of the data set. */
        String name(int index);

        /**
         * Makes a batch of the images that are asked for, or of those of them that are not broken.
         *
         * @throws IOException naming a broken image, where the request is strict
         */
        B load(Request request) throws IOException;
    }

    /**
     * What a batch is to be made of.
     *
     * @param position the batch's place
     * @param indices of the images
     * @param settings of the loader
     * @param names what messages call an image, by its index in the data set
     * @param broken where broken images are noted
     */
    public record Request(
            Position position, int[] indices, Settings settings, IntFunction<String> names, BrokenImages broken) {

        /** What chance has for one image in this epoch. */
        public SampleChance chance(int index) {
            return SampleChance.of(settings.seed, position.epoch, index);
        }

        /**
         * Reads an image and what belongs to it, and prepares it. Whatever one image throws, the others are done.
         *
         * @return empty where it is broken or can't be prepared, which is noted
         * @throws IOException naming what is broken, where the loader is strict
         */
        public <T> Optional<T> read(int index, IndexReader<T> reader) throws IOException {
            try {
                return Optional.of(reader.read(index));
            } catch (IOException problem) {
                return skipped(index, problem);
            } catch (RuntimeException problem) {
                return skipped(index, BrokenImages.named(names.apply(index), problem));
            }
        }

        private <T> Optional<T> skipped(int index, IOException problem) throws IOException {
            if (settings.strict) {
                throw problem;
            }
            broken.add(index, problem);
            return Optional.empty();
        }
    }

    /** Makes a loader that begins with the first batch of epoch 0. */
    public BatchLoader(Source<B> source, Settings settings) {
        if (source.size() == 0) {
            throw new IllegalArgumentException("There is nothing to load: the data set has no images");
        }
        this.source = source;
        this.settings = settings;
        this.workers = Executors.newFixedThreadPool(settings.threads, task -> {
            Thread thread = new Thread(task, "sknet-batch-loader");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The number of batches of each epoch. */
    public int batchesPerEpoch() {
        int complete = source.size() / settings.batchSize;
        boolean incomplete = source.size() % settings.batchSize != 0;
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
    public B next() throws IOException {
        while (ahead.size() < settings.prefetch && mayReadAhead()) {
            submit();
        }
        Future<B> taken = ahead.remove();
        nextTaken = after(nextTaken);
        return await(taken);
    }

    /** An evaluation is one epoch long: it does not read into the next one before that is asked for. */
    private boolean mayReadAhead() {
        return settings.shuffle || nextSubmitted.epoch == nextTaken.epoch;
    }

    private void submit() {
        Position position = nextSubmitted;
        Request request = new Request(position, indices(position), settings, source::name, broken);
        ahead.add(workers.submit(() -> source.load(request)));
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
                    ? EpochOrder.shuffled(source.size(), SampleSeed.random(settings.seed, position.epoch))
                    : EpochOrder.sequential(source.size());
            orderEpoch = position.epoch;
        }
        int first = position.batch * settings.batchSize;
        return Arrays.copyOfRange(order, first, Math.min(first + settings.batchSize, order.length));
    }

    private B await(Future<B> future) throws IOException {
        long start = System.nanoTime();
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException named) {
                throw named;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("A batch could not be made", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for a batch", interrupted);
        } finally {
            waitedNanos += System.nanoTime() - start;
        }
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
