package io.github.sknet.djl.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import ai.djl.util.RandomUtils;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Any network or block of this project as a block of DJL's, for training in DJL's own loop. Its parameters have the graph's names,
 * which are those of PyTorch checkpoints, and start as the graph says.
 *
 * <p>It takes one array (N, C, H, W) of floats and gives the graph's outputs in their order, under their names. It is made of
 * operations that DJL itself has; {@link ArraySteps} says which of a graph's are refused. BatchNorm, dropout and the like follow DJL's
 * argument {@code training}.
 */
public class GraphBlock extends AbstractBlock {

    /**
     * The argument of {@code forward} that asks for the attention as well: when it is {@code true}, the outputs are followed by an
     * array (N, M, C) or (N, M, H, W) for each selection, under its node's name.
     */
    public static final String ATTENTION = "attention";

    private static final byte VERSION = 1;

    private final Graph graph;
    private final BlockSteps steps;
    private final Map<String, Parameter> byName = new LinkedHashMap<>();
    private Weights start;

    /**
     * A network with fresh parameters, other ones for each block; after DJL's {@code Engine.setRandomSeed} the same in each run.
     *
     * @throws UnsupportedOperationException naming a node whose operation DJL does not have
     */
    public GraphBlock(Graph graph) {
        this(graph, null);
    }

    /**
     * A network with parameters, such as those of a model file.
     *
     * @throws IllegalArgumentException when the weights do not fit the graph
     * @throws UnsupportedOperationException naming a node whose operation DJL does not have
     */
    @SuppressWarnings("this-escape")
    public GraphBlock(Graph graph, Weights weights) {
        super(VERSION);
        this.graph = graph;
        this.start = weights == null ? null : weights.fitting(graph);
        this.steps = BlockSteps.of(graph);
        graph.parameters().forEach((name, spec) -> byName.put(name, addParameter(parameter(name, spec))));
    }

    private Parameter parameter(String name, ParameterSpec spec) {
        return Parameter.builder()
                .setName(name)
                .setType(type(spec.role()))
                .optShape(shape(spec.shape()))
                .optRequiresGrad(spec.role().trained())
                .optInitializer((manager, shape, type) ->
                        manager.create(start().get(name).values(), shape).toType(type, false))
                .build();
    }

    private Weights start() {
        if (start == null) {
            start = Weights.initial(graph, RandomUtils.nextInt());
        }
        return start;
    }

    private static Parameter.Type type(ParameterSpec.Role role) {
        return switch (role) {
            case WEIGHT -> Parameter.Type.WEIGHT;
            case BIAS -> Parameter.Type.BIAS;
            case BN_WEIGHT -> Parameter.Type.GAMMA;
            case BN_BIAS -> Parameter.Type.BETA;
            case BN_MEAN -> Parameter.Type.RUNNING_MEAN;
            case BN_VAR -> Parameter.Type.RUNNING_VAR;
        };
    }

    /** The network. */
    public Graph graph() {
        return graph;
    }

    /**
     * The parameters as they are now, such as for a model file.
     *
     * @throws IllegalStateException when the block has none yet
     */
    public Weights weights() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        byName.forEach((name, parameter) -> {
            if (!parameter.isInitialized()) {
                throw new IllegalStateException("The block is not initialised: it has no parameter " + name);
            }
            NDArray array = parameter.getArray();
            List<Integer> shape = graph.parameters().get(name).shape();
            tensors.put(
                    name,
                    new Tensor(shape, array.toType(DataType.FLOAT32, false).toFloatArray()));
        });
        return new Weights(tensors);
    }

    @Override
    protected void prepare(Shape[] inputShapes) {
        getOutputShapes(inputShapes);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> arguments) {
        NDArray input = inputs.singletonOrThrow();
        requireMap(input.getShape());
        boolean attention = arguments != null && Boolean.TRUE.equals(arguments.get(ATTENTION));
        Pass pass = new Pass(
                name -> store.getValue(byName.get(name), input.getDevice(), training),
                training,
                attention ? new LinkedHashMap<>() : null);
        return steps.run(input, pass);
    }

    private void requireMap(Shape shape) {
        if (shape.dimension() != 4 || shape.get(1) != graph.inputChannels()) {
            throw new IllegalArgumentException(
                    "The block takes an array (N, " + graph.inputChannels() + ", H, W), not " + shape);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when there is not one input (N, C, H, W) of the block's channels, or it is too small
     */
    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        if (inputShapes.length != 1) {
            throw new IllegalArgumentException("The block takes one array, not " + inputShapes.length);
        }
        Shape input = inputShapes[0];
        requireMap(input);
        Map<String, io.github.sknet.graph.Shape> shapes =
                graph.shapes(Math.toIntExact(input.get(2)), Math.toIntExact(input.get(3)));
        List<Shape> outputs = new ArrayList<>();
        for (String node : graph.outputs().values()) {
            Shape one = shape(shapes.get(node).withBatch(1));
            outputs.add(new Shape(input.get(0)).addAll(one.slice(1)));
        }
        return outputs.toArray(Shape[]::new);
    }

    private static Shape shape(List<Integer> extents) {
        return new Shape(extents.stream().mapToLong(Integer::longValue).toArray());
    }
}
