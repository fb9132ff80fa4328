package io.github.sknet.serve.work;

import io.github.sknet.graph.text.Counted;
import io.github.sknet.serve.metrics.ModelMetrics;
import io.github.sknet.serve.model.ModelVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The queue of one model. Its questions are answered by {@link Workers}, in the order in which they came, together with later ones
 * that are asked the same way.
 */
public final class ModelRunner {

    /** Questions that take more than this once prepared are not gathered: they are all held in memory. */
    private static final long BATCH_BYTES = 1L << 26;

    /** How much the last batch counts in the mean time that a question takes. */
    private static final double LATEST = 0.2;

    private final String name;
    private final Workers workers;
    private final QueueLimits limits;
    private final Supplier<ModelVersion> version;
    private final ModelMetrics metrics;

    /** This and what follows is guarded by the workers' monitor. */
    private final Deque<Job<?, ?>> waiting = new ArrayDeque<>();

    private double secondsEach;

    /**
     * A queue.
     *
     * @param version the model's newest version; throws {@link NotLoadedException} where there is none
     */
    ModelRunner(
            String name, Workers workers, QueueLimits limits, Supplier<ModelVersion> version, ModelMetrics metrics) {
        this.name = name;
        this.workers = workers;
        this.limits = limits;
        this.version = version;
        this.metrics = metrics;
        metrics.queue(this::length);
    }

    /**
     * Asks a question.
     *
     * @return the answer, when it is there. It fails with a {@link java.util.concurrent.TimeoutException} when the deadline has
     *     passed, with what the preparation or the inference threw, and with {@link NotLoadedException}
     * @throws QueueFullException when the queue is full
     * @throws StoppingException when the service stops
     */
    public <P, A> CompletableFuture<A> submit(Inference<P, A> inference, Question<P> question) {
        Job<P, A> job = new Job<>(inference, question, new CompletableFuture<>(), System.nanoTime());
        workers.add(this, job);
        return job.answer().orTimeout(limits.timeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Asks for work that no other is done together with; otherwise like {@link #submit(Inference, Question)}.
     *
     * @param work is given the model's newest version, which stays open meanwhile
     */
    public <A> CompletableFuture<A> submit(Function<ModelVersion, A> work) {
        return submit(
                (ModelVersion model, List<ModelVersion> alone) -> List.of(work.apply(model)),
                Question.of(model -> model, 0));
    }

    /** How many questions wait. */
    public int length() {
        synchronized (workers) {
            return waiting.size();
        }
    }

    /**
     * Takes a question in, if there is room, or room can be made.
     *
     * @param abandoned receives those that nobody waits for any more, where these were in the way
     */
    void add(Job<?, ?> job, List<Job<?, ?>> abandoned) {
        if (waiting.size() >= limits.queue()) {
            waiting.stream().filter(Job::isObsolete).forEach(abandoned::add);
            waiting.removeAll(abandoned);
            metrics.dropped(abandoned.size());
        }
        if (waiting.size() >= limits.queue()) {
            metrics.rejected();
            throw new QueueFullException(
                    Counted.of(waiting.size(), "request") + " wait for the model '" + name
                            + "' already, and its queue holds no more",
                    retrySeconds());
        }
        waiting.add(job);
    }

    private int retrySeconds() {
        return (int) Math.max(1, Math.ceil(waiting.size() * secondsEach / workers.count()));
    }

    /** The first question whose client still waits; {@code null} where there is none. */
    Job<?, ?> first() {
        while (!waiting.isEmpty() && waiting.peek().answer().isDone()) {
            waiting.poll();
        }
        return waiting.peek();
    }

    /** By when the first is asked even if few others have come: at once, unless it was said to wait for others. */
    long due() {
        return waiting.size() >= limits.batch()
                ? first().since()
                : first().since() + limits.delay().toNanos();
    }

    /**
     * Takes the first question, and others that can be asked together with it.
     *
     * @param idle how many threads have nothing to do, the caller among them: these share what waits
     */
    Batch<?, ?> gather(int idle) {
        return gather(waiting.peek(), Math.min(limits.batch(), (waiting.size() + idle - 1) / idle));
    }

    private <P, A> Batch<P, A> gather(Job<P, A> first, int most) {
        List<Job<P, A>> together = new ArrayList<>();
        long weight = 0;
        for (Iterator<Job<?, ?>> jobs = waiting.iterator(); jobs.hasNext() && together.size() < most; ) {
            Job<?, ?> next = jobs.next();
            if (!next.inference().equals(first.inference())) {
                continue;
            }
            weight += next.question().weight();
            if (weight > BATCH_BYTES && !together.isEmpty()) {
                break;
            }
            jobs.remove();
            together.add(same(next, first));
        }
        return new Batch<>(first.inference(), together, metrics);
    }

    /** A job whose inference equals another's asks and answers the same. */
    @SuppressWarnings("unchecked")
    private static <P, A> Job<P, A> same(Job<?, ?> job, Job<P, A> as) {
        return (Job<P, A>) job;
    }

    /** Answers a batch, in the calling thread. */
    <P, A> void run(Batch<P, A> batch) {
        Map<Boolean, List<Job<P, A>>> obsolete =
                batch.jobs().stream().collect(Collectors.partitioningBy(Job::isObsolete));
        obsolete.get(true).forEach(Job::drop);
        metrics.dropped(obsolete.get(true).size());
        List<Job<P, A>> wanted = obsolete.get(false);
        if (wanted.isEmpty()) {
            return;
        }
        Batch<P, A> rest = new Batch<>(batch.inference(), wanted, metrics);
        long start = System.nanoTime();
        try {
            ModelVersion model = entered();
            try {
                rest.run(model);
            } finally {
                model.exit();
            }
        } catch (RuntimeException | Error problem) {
            rest.fail(problem);
        }
        double each = (System.nanoTime() - start) / 1e9 / wanted.size();
        synchronized (workers) {
            secondsEach += (secondsEach == 0 ? 1 : LATEST) * (each - secondsEach);
        }
    }

    /** The newest version; a newer one may have come, and that one be closed, between asking and entering. */
    private ModelVersion entered() {
        ModelVersion newest = version.get();
        while (!newest.enter()) {
            newest = version.get();
        }
        return newest;
    }
}
