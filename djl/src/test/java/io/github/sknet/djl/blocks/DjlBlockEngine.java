package io.github.sknet.djl.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.engine.TrainingProbe;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Blocks on DJL's PyTorch, as an engine that the conformance suite can judge. */
final class DjlBlockEngine implements Engine {

    private static final String PYTORCH = "PyTorch";

    @Override
    public String name() {
        return "djl-blocks";
    }

    @Override
    public Predictor load(Graph graph, Weights weights, int threads) {
        NDManager manager = NDManager.newBaseManager(PYTORCH);
        GraphBlock block = new GraphBlock(graph, weights);
        block.initialize(
                manager,
                DataType.FLOAT32,
                new Shape(
                        1,
                        graph.inputChannels(),
                        graph.probe().height(),
                        graph.probe().width()));
        return new Predictor() {
            @Override
            public Prediction predict(Tensor input, boolean attention) {
                try (NDManager pass = manager.newSubManager()) {
                    PairList<String, Object> arguments = new PairList<>();
                    arguments.add(GraphBlock.ATTENTION, attention);
                    NDList said = block.forward(
                            new ParameterStore(pass, false), new NDList(array(pass, input)), false, arguments);
                    int outputs = graph.outputs().size();
                    return new Prediction(named(said, 0, outputs), named(said, outputs, said.size()));
                }
            }

            @Override
            public void close() {
                manager.close();
            }
        };
    }

    private static Map<String, Tensor> named(NDList arrays, int from, int to) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (NDArray array : arrays.subList(from, to)) {
            tensors.put(array.getName(), tensor(array));
        }
        return tensors;
    }

    private static NDArray array(NDManager manager, Tensor tensor) {
        return manager.create(
                tensor.values(),
                new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray()));
    }

    private static Tensor tensor(NDArray array) {
        List<Integer> shape = new ArrayList<>();
        for (long extent : array.getShape().getShape()) {
            shape.add((int) extent);
        }
        return new Tensor(shape, array.toType(DataType.FLOAT32, false).toFloatArray());
    }

    @Override
    public Optional<TrainingProbe> trainingProbe() {
        return Optional.of(DjlBlockEngine::probe);
    }

    /** In double precision: see the probe of libtorch's engine. */
    private static TrainingProbe.Trace probe(Graph graph, Weights weights, Tensor input, TrainingProbe.Loss kind) {
        try (NDManager manager = NDManager.newBaseManager(PYTORCH)) {
            GraphBlock block = new GraphBlock(graph, weights);
            NDArray images = array(manager, input).toType(DataType.FLOAT64, false);
            block.initialize(manager, DataType.FLOAT64, images.getShape());
            images.setRequiresGradient(true);
            NDArray output;
            NDArray loss;
            try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
                output = block.forward(new ParameterStore(manager, false), new NDList(images), true)
                        .head();
                loss = loss(manager, kind, output);
                gradients.backward(loss);
            }
            Map<String, Tensor> gradients = new LinkedHashMap<>();
            Map<String, Tensor> statistics = new LinkedHashMap<>();
            for (Parameter parameter : block.getParameters().values()) {
                if (parameter.requiresGradient()) {
                    gradients.put(
                            parameter.getName(), tensor(parameter.getArray().getGradient()));
                } else {
                    statistics.put(parameter.getName(), tensor(parameter.getArray()));
                }
            }
            return new TrainingProbe.Trace(
                    loss.toDoubleArray()[0], tensor(output), tensor(images.getGradient()), gradients, statistics);
        }
    }

    private static NDArray loss(NDManager manager, TrainingProbe.Loss kind, NDArray output) {
        if (kind instanceof TrainingProbe.Loss.CrossEntropy crossEntropy) {
            int[] labels = crossEntropy.labels();
            NDArray chosen =
                    manager.create(labels).oneHot((int) output.getShape().get(1), DataType.FLOAT64);
            return output.logSoftmax(1).mul(chosen).sum().div(-labels.length);
        }
        float[] target = ((TrainingProbe.Loss.MeanProduct) kind).target().values((int) output.size());
        return output.mul(manager.create(target, output.getShape()).toType(DataType.FLOAT64, false))
                .mean();
    }
}
