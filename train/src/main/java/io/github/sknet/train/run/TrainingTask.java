package io.github.sknet.train.run;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.module.Forward;
import io.github.sknet.train.module.GraphModule;
import java.io.IOException;
import java.util.Map;

/**
 * What a network is trained for: its data, its loss, and how it is judged.
 *
 * @param <B> a batch of the task's data
 */
public interface TrainingTask<B> extends AutoCloseable {

    /** Where the training batches come from. Its position is the trainer's to move. */
    BatchLoader<B> batches();

    /** The images of a batch, (N, C, H, W). */
    Tensor images(B batch);

    /** The loss of what the network made of a batch, a single value that gradients flow back from. */
    org.bytedeco.pytorch.Tensor loss(Forward forward, B batch);

    /** What else progress is told by, such as the batch's accuracy; averaged over an epoch. */
    default Map<String, Double> trainingMetrics(Forward forward, B batch) {
        return Map.of();
    }

    /**
     * Judges a network in inference mode by the validation data.
     *
     * @return at least the {@link #decisive() decisive} metric, in the order in which they are reported
     */
    Map<String, Double> evaluate(GraphModule module) throws IOException;

    /** The metric by which the best network is chosen; more is better. */
    String decisive();

    @Override
    void close() throws IOException;
}
