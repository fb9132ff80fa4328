package io.github.sknet.onnx;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.ClosingGate;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * ONNX Runtime on a file that is there already, such as an export with integers of eight bits. The file takes the place of the
 * weights that the engine is given; it must have all outputs of the graph.
 *
 * @param file an ONNX file with one input
 */
public record OnnxFileEngine(Path file) implements Engine {

    @Override
    public String name() {
        return file.toString();
    }

    /**
     * A session of the file.
     *
     * @throws IllegalStateException with ONNX Runtime's reason, when it can't read or does not accept the file
     */
    @Override
    public Predictor load(Graph graph, Weights weights, int threads) {
        RuntimeLibrary.require();
        OnnxSession session = OnnxSession.open(file, threads);
        ClosingGate gate = new ClosingGate();
        return new Predictor() {
            @Override
            public Prediction predict(Tensor input, boolean attention) {
                Map<String, Tensor> all = gate.enter(() -> session.run(input));
                Map<String, Tensor> attentions = new LinkedHashMap<>();
                if (attention) {
                    graph.selections().forEach(node -> attentions.put(node.name(), output(all, node.name())));
                }
                Map<String, Tensor> outputs = new LinkedHashMap<>();
                graph.outputs().keySet().forEach(name -> outputs.put(name, output(all, name)));
                return new Prediction(outputs, attentions);
            }

            @Override
            public void close() {
                gate.close(session::close);
            }
        };
    }

    private Tensor output(Map<String, Tensor> all, String name) {
        Tensor output = all.get(name);
        if (output == null) {
            throw new IllegalArgumentException(
                    file + " has the outputs " + all.keySet() + ", and none is called '" + name + "'");
        }
        return output;
    }
}
