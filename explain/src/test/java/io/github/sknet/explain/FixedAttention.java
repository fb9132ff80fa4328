package io.github.sknet.explain;

import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.weights.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** A predictor whose attention is known: at each selection a function of the kernel, the channel and the input's mean. */
record FixedAttention(Graph graph, int channels, Rule rule) implements Predictor {

    /** The attention of one channel of one sample. */
    interface Rule {
        double attention(Node selection, int kernel, int channel, double inputMean);
    }

    @Override
    public Prediction predict(Tensor input, boolean attention) {
        int batch = input.size(0);
        int size = input.values().length / batch;
        Map<String, Tensor> maps = new LinkedHashMap<>();
        for (Node selection : graph.selections()) {
            int branches = ((Select) selection.op()).branches();
            float[] values = new float[batch * branches * channels];
            for (int n = 0, i = 0; n < batch; n++) {
                double mean = 0;
                for (int k = 0; k < size; k++) {
                    mean += input.values()[n * size + k] / size;
                }
                for (int m = 0; m < branches; m++) {
                    for (int c = 0; c < channels; c++) {
                        values[i++] = (float) rule.attention(selection, m, c, mean);
                    }
                }
            }
            maps.put(selection.name(), Tensor.of(values, batch, branches, channels));
        }
        return new Prediction(Map.of(), maps);
    }

    @Override
    public void close() {}
}
