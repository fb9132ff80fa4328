package io.github.sknet.train.module;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/**
 * A graph as a libtorch module: autograd, training and inference mode, parameters under their PyTorch names. It can be
 * registered in another module like any other.
 *
 * <p>Tensors made by {@code forward} belong to the innermost open {@link org.bytedeco.javacpp.PointerScope}: run each
 * training step in one, or memory grows until the garbage collector happens to run. Inputs are (N, C, H, W); they are
 * fastest channels-last, and the network computes so.
 */
public final class GraphModule extends Module {

    private final Graph graph;
    private final Parameters parameters;
    private final Execution execution;
    private final InputCheck inputCheck;

    /**
     * A module with the given weights on the processor.
     *
     * @throws IllegalArgumentException when they do not fit the graph
     */
    public GraphModule(Graph graph, Weights weights) {
        this(graph, weights, Device.CPU);
    }

    /**
     * A module with the given weights.
     *
     * @param device where its parameters lie and its inputs must
     * @throws IllegalArgumentException when the weights do not fit the graph, or there is no such device
     */
    public GraphModule(Graph graph, Weights weights, Device device) {
        super(started("GraphModule", device));
        this.graph = graph;
        parameters = new Parameters(graph, device, this);
        execution = new Execution(graph, new StepCompiler(parameters, new InPlace(graph)));
        inputCheck = new InputCheck(graph);
        load(weights);
        // A module outlives the scope in which it was made.
        retainReference();
    }

    /** A module with fresh weights on the processor, the same for the same seed. */
    public GraphModule(Graph graph, long seed) {
        this(graph, Weights.initial(graph, seed));
    }

    private static String started(String name, Device device) {
        device.require();
        return name;
    }

    public Graph graph() {
        return graph;
    }

    /** Where its parameters lie and its inputs must: as made, or as {@code to(…)} moved it. */
    public Device device() {
        return parameters.device();
    }

    /**
     * The graph's first output.
     *
     * @param input (N, C, H, W)
     * @throws IllegalArgumentException when the network can't take this shape, or in training mode not a batch of one
     */
    public Tensor forward(Tensor input) {
        return forward(input, false).output();
    }

    /**
     * All outputs.
     *
     * @param input (N, C, H, W)
     * @param attention whether the attention of each selection is wanted as well
     * @throws IllegalArgumentException when the network can't take this shape, or in training mode not a batch of one
     */
    public Forward forward(Tensor input, boolean attention) {
        boolean training = is_training();
        inputCheck.check(input, training);
        Map<String, Tensor> chosen = attention ? new LinkedHashMap<>() : null;
        Map<String, Tensor> outputs = execution.run(input, new Pass(training, chosen));
        if (!attention) {
            return new Forward(outputs, Map.of());
        }
        Execution.handOver(chosen);
        return new Forward(outputs, chosen);
    }

    /**
     * Overwrites all parameters and buffers.
     *
     * @throws IllegalArgumentException when they do not fit the graph
     */
    public void load(Weights weights) {
        weights.fitting(graph).tensors().forEach((name, tensor) -> Tensors.copy(tensor, parameters.get(name)));
    }

    /** A copy of all parameters and buffers. */
    public Weights weights() {
        Map<String, io.github.sknet.graph.weights.Tensor> copies = new LinkedHashMap<>();
        parameters.tensors().forEach((name, tensor) -> copies.put(name, Tensors.toJava(tensor)));
        return new Weights(copies);
    }

    /** The tensor of a parameter or buffer; it belongs to this module. */
    public Tensor tensor(String name) {
        Tensor tensor = parameters.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("The network has no parameter '" + name + "'");
        }
        return tensor;
    }

    /** Visits every parameter and buffer with what the graph says of it, in the graph's order. */
    public void forEachTensor(BiConsumer<ParameterSpec, Tensor> visitor) {
        parameters.tensors().forEach((name, tensor) -> visitor.accept(parameters.spec(name), tensor));
    }

    /**
     * Keeps nodes as they are in training: their parameters get no gradient, their BatchNorms use and keep the running
     * statistics.
     *
     * @param nodes chosen by name
     * @return the names of the nodes that have parameters and were chosen
     */
    public Set<String> freeze(Predicate<String> nodes) {
        Set<String> chosen =
                parameters.owners().stream().filter(nodes).collect(Collectors.toCollection(java.util.TreeSet::new));
        parameters.freeze(chosen);
        return chosen;
    }

    /** A BatchNorm that sees a single value a sample of the given height and width: training then needs two samples a batch. */
    public Optional<Node> singleValue(long height, long width) {
        return inputCheck.singleValue(height, width);
    }

    /**
     * Checks that a step has samples enough.
     *
     * @throws IllegalArgumentException naming the BatchNorm that sees a single value, where a step is one sample
     */
    public void requireSamples(int samples, int height, int width) {
        if (samples < 2) {
            singleValue(height, width).ifPresent(node -> {
                throw new IllegalArgumentException(InputCheck.sentence(node));
            });
        }
    }

    /** Frees the parameters. Whoever still holds one of its tensors keeps that. */
    @Override
    public void close() {
        parameters.close();
        super.close();
    }
}
