package io.github.sknet.serve.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The figures of one model, each with its name as the tag {@code model}. */
public final class ModelMetrics {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Timer waiting;
    private final Timer preparing;
    private final Timer computing;
    private final DistributionSummary batches;
    private final Counter rejected;
    private final Counter dropped;
    private final Counter loads;
    private final Counter failedLoads;

    ModelMetrics(MeterRegistry registry, String model) {
        this.registry = registry;
        this.tags = Tags.of("model", model);
        waiting = timer("sknet.model.queue.time", "Time that a request waits for its turn");
        preparing = timer("sknet.model.prepare.time", "Time that reading the images or tensors of a batch takes");
        computing = timer("sknet.model.compute.time", "Time that answering a batch takes");
        batches = DistributionSummary.builder("sknet.model.batch.size")
                .description("Requests that are answered in one pass")
                .tags(tags)
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
                .register(registry);
        rejected = counter("sknet.model.rejected", "Requests that found the queue full");
        dropped = counter("sknet.model.dropped", "Requests in the queue that nobody waited for any more");
        loads = counter("sknet.model.loads", "How often the model's file was loaded");
        failedLoads = counter("sknet.model.failed.loads", "How often the model's file could not be loaded");
    }

    private Timer timer(String name, String meaning) {
        return ServeMetrics.timer(name, meaning).tags(tags).register(registry);
    }

    private Counter counter(String name, String meaning) {
        return Counter.builder(name).description(meaning).tags(tags).register(registry);
    }

    /** Where the length of the queue is read. */
    public void queue(Supplier<Number> length) {
        Gauge.builder("sknet.model.queue.length", length)
                .description("Requests that wait for their turn")
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** A request's turn has come. */
    public void waited(long nanos) {
        waiting.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** The images or tensors of a batch were read. */
    public void prepared(long nanos) {
        preparing.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A batch was answered. */
    public void computed(int size, long nanos) {
        batches.record(size);
        computing.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A request found the queue full. */
    public void rejected() {
        rejected.increment();
    }

    /** Requests were in the queue that nobody waited for any more. */
    public void dropped(int count) {
        dropped.increment(count);
    }

    /** The model's file was loaded. */
    public void loaded() {
        loads.increment();
    }

    /** The model's file could not be loaded. */
    public void failedToLoad() {
        failedLoads.increment();
    }
}
