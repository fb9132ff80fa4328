package io.github.sknet.graph.engine;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.Map;

/** One forward and backward pass in training mode, laid open. Nothing is updated but the running statistics. */
@FunctionalInterface
public interface TrainingProbe {

    /**
     * Runs one pass.
     *
     * @param input (N, C, H, W)
     * @param loss of the graph's first output
     */
    Trace run(Graph graph, Weights weights, Tensor input, Loss loss);

    /** A loss of the first output. */
    sealed interface Loss {

        /**
         * mean(output · target).
         *
         * @param target gives as many values as the output has, in row-major order
         */
        record MeanProduct(TargetSource target) implements Loss {}

        /**
         * The mean cross entropy of logits (N, classes).
         *
         * @param labels one a sample
         */
        record CrossEntropy(int[] labels) implements Loss {}
    }

    /** Makes a target once the output's number of values is known. */
    @FunctionalInterface
    interface TargetSource {
        float[] values(int count);
    }

    /**
     * What a pass gave.
     *
     * @param loss the loss
     * @param output the first output
     * @param inputGradient the loss's gradient in the input
     * @param gradients the loss's gradient in each trained parameter, by full name
     * @param statistics the running statistics after the pass, by full name
     */
    record Trace(
            double loss,
            Tensor output,
            Tensor inputGradient,
            Map<String, Tensor> gradients,
            Map<String, Tensor> statistics) {}
}
