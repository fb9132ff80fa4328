package io.github.sknet.serve.work;

import io.github.sknet.serve.metrics.ModelMetrics;
import io.github.sknet.serve.model.ModelVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The threads that answer the questions of all models. A thread that has nothing to do takes what has waited longest, at once;
 * questions gather to batches only while all threads are busy.
 */
public final class Workers {

    private final QueueLimits limits;
    private final List<ModelRunner> runners = new ArrayList<>();
    private final List<Thread> threads;
    private int idle;
    private boolean stopping;

    /**
     * Starts threads.
     *
     * @param count how many questions, or batches of them, are answered at once, at least 1
     */
    public Workers(int count, QueueLimits limits) {
        if (count < 1) {
            throw new IllegalArgumentException("At least 1 thread must answer, not " + count);
        }
        this.limits = limits;
        this.threads = IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Thread(this::work, "sknet-worker-" + i))
                .toList();
        threads.forEach(Thread::start);
    }

    /** How many there are. */
    public int count() {
        return threads.size();
    }

    /**
     * Makes a queue.
     *
     * @param name of the model
     * @param version its newest version; throws {@link NotLoadedException} where there is none
     */
    public synchronized ModelRunner runner(String name, Supplier<ModelVersion> version, ModelMetrics metrics) {
        ModelRunner runner = new ModelRunner(name, this, limits, version, metrics);
        runners.add(runner);
        return runner;
    }

    void add(ModelRunner runner, Job<?, ?> job) {
        List<Job<?, ?>> abandoned = new ArrayList<>();
        try {
            synchronized (this) {
                if (stopping) {
                    throw new StoppingException();
                }
                runner.add(job, abandoned);
                notify();
            }
        } finally {
            abandoned.forEach(Job::drop);
        }
    }

    /** Whether nothing more is accepted. */
    public synchronized boolean isStopping() {
        return stopping;
    }

    /** Accepts nothing more. What was accepted is answered. */
    public synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    /**
     * Waits until all that was accepted is answered, after {@link #stop}.
     *
     * @return whether it is
     */
    public boolean await(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    /** A batch, and the queue that it is of. */
    private record Turn(ModelRunner runner, Batch<?, ?> batch) {

        void run() {
            runner.run(batch);
        }
    }

    private void work() {
        try {
            for (Turn turn = take(); turn != null; turn = take()) {
                turn.run();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is to be done next; {@code null} when the service has stopped. */
    private synchronized Turn take() throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            long soonest = Long.MAX_VALUE;
            ModelRunner next = null;
            for (ModelRunner runner : runners) {
                Job<?, ?> first = runner.first();
                if (first == null) {
                    continue;
                }
                long wait = stopping ? 0 : runner.due() - now;
                if (wait > 0) {
                    soonest = Math.min(soonest, wait);
                } else if (next == null || first.since() - next.first().since() < 0) {
                    next = runner;
                }
            }
            if (next != null) {
                return new Turn(next, next.gather(idle + 1));
            }
            if (stopping) {
                return null;
            }
            idle++;
            try {
                // In whole milliseconds; 0 would be for ever.
                wait(soonest == Long.MAX_VALUE ? 0 : soonest / 1_000_000 + 1);
            } finally {
                idle--;
            }
        }
    }
}
