package io.github.sknet.onnx.quantization;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.TensorDifference;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.onnx.OnnxSession;
import io.github.sknet.onnx.RuntimeLibrary;
import java.util.LinkedHashMap;
import java.util.Map;

/** An engine that computes a quantised network in ONNX Runtime, and notes how far its outputs are from the float network's. */
public final class Comparison implements Engine {

    private final byte[] exact;
    private final byte[] quantized;
    private final Map<String, Difference> differences = new LinkedHashMap<>();

    Comparison(byte[] exact, byte[] quantized) {
        this.exact = exact;
        this.quantized = quantized;
    }

    /**
     * How far an output is from the float network's.
     *
     * @param numbers the difference of all its numbers
     * @param rows of an output (N, C), the N of all batches; 0 where the output is a map
     * @param agreeing the rows whose largest number is at the same place in both
     */
    public record Difference(TensorDifference numbers, int rows, int agreeing) {

        private static final Difference NONE = new Difference(TensorDifference.NONE, 0, 0);

        /** The largest difference of a number. */
        public double largest() {
            return numbers.largest();
        }

        /** The float network's largest number. */
        public double magnitude() {
            return numbers.magnitude();
        }

        private Difference with(Tensor expected, Tensor found) {
            TensorDifference all = numbers.and(TensorDifference.between(expected, found));
            if (expected.shape().size() != 2) {
                return new Difference(all, rows, agreeing);
            }
            int same = 0;
            for (int n = 0; n < expected.size(0); n++) {
                same += largestOf(expected, n) == largestOf(found, n) ? 1 : 0;
            }
            return new Difference(all, rows + expected.size(0), agreeing + same);
        }

        private static int largestOf(Tensor rows, int n) {
            int columns = rows.size(1);
            int best = 0;
            for (int c = 1; c < columns; c++) {
                best = rows.values()[n * columns + c] > rows.values()[n * columns + best] ? c : best;
            }
            return best;
        }
    }

    /** What was noted, by output. */
    public synchronized Map<String, Difference> differences() {
        return new LinkedHashMap<>(differences);
    }

    @Override
    public String name() {
        return "comparison";
    }

    @Override
    public Predictor load(Graph graph, Weights weights, int threads) {
        RuntimeLibrary.require();
        OnnxSession exactly = OnnxSession.open(exact, threads);
        OnnxSession roughly = OnnxSession.open(quantized, threads);
        return new WatchedPredictor(
                graph,
                input -> {
                    Map<String, Tensor> expected = exactly.run(input);
                    Map<String, Tensor> found = roughly.run(input);
                    graph.outputs().keySet().forEach(output -> note(output, expected.get(output), found.get(output)));
                    return found;
                },
                () -> {
                    exactly.close();
                    roughly.close();
                });
    }

    private synchronized void note(String output, Tensor expected, Tensor found) {
        differences.merge(output, Difference.NONE.with(expected, found), (before, now) -> before.with(expected, found));
    }
}
