package io.github.sknet.serve.work;

import io.github.sknet.serve.metrics.ModelMetrics;
import io.github.sknet.serve.model.ModelVersion;
import java.util.List;
import java.util.Objects;

/**
 * Questions that are asked together.
 *
 * @param inference theirs
 * @param jobs at least one
 * @param metrics of their model
 */
record Batch<P, A>(Inference<P, A> inference, List<Job<P, A>> jobs, ModelMetrics metrics) {

    /** Answers all, or tells each client why not. */
    void run(ModelVersion model) {
        long start = System.nanoTime();
        List<Job.Prepared<P, A>> prepared = jobs.stream()
                .map(job -> job.prepare(model))
                .filter(Objects::nonNull)
                .toList();
        long ready = System.nanoTime();
        jobs.forEach(job -> metrics.waited(start - job.since()));
        metrics.prepared(ready - start);
        if (!prepared.isEmpty()) {
            answer(model, prepared);
            metrics.computed(prepared.size(), System.nanoTime() - ready);
        }
    }

    /** Whose fault it is that many can't be answered comes out when each is asked alone. */
    private void answer(ModelVersion model, List<Job.Prepared<P, A>> prepared) {
        try {
            List<A> answers = inference.answer(
                    model, prepared.stream().map(Job.Prepared::question).toList());
            for (int i = 0; i < prepared.size(); i++) {
                prepared.get(i).job().answer().complete(answers.get(i));
            }
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError problem) {
            if (prepared.size() == 1) {
                prepared.get(0).job().answer().completeExceptionally(problem);
            } else {
                prepared.forEach(each -> answer(model, List.of(each)));
            }
        }
    }

    /** Tells each client why it gets no answer. */
    void fail(Throwable problem) {
        jobs.forEach(job -> job.answer().completeExceptionally(problem));
    }
}
