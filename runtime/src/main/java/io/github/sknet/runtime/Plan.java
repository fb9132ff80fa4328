package io.github.sknet.runtime;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.info.StepInfo;
import io.github.sknet.runtime.kernels.KernelChoice;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.passes.Passes;
import io.github.sknet.runtime.program.Lowering;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.steps.Step;
import io.github.sknet.runtime.steps.StepEmitter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network made ready for inputs (N, C, H, W) of one height and width and any N. Immutable and safe for use by threads;
 * each thread computes in a {@link Session} of its own.
 *
 * <p>Made in four stages, a package each: the graph is written down as a program ({@code runtime.program}), the program is
 * shortened ({@code runtime.passes}), its values get their layouts and places ({@code runtime.layout}), and its operations
 * become steps ({@code runtime.steps}).
 */
public final class Plan {

    private final Network network;
    private final ProgramLayout layout;
    private final List<Step> steps;

    /**
     * The plan of a network for one input size.
     *
     * @throws IllegalArgumentException when the size does not fit
     */
    Plan(Network network, int height, int width) {
        this.network = network;
        InputSizes.check(network.graph(), height, width);
        Kernels kernels = network.kernels();
        Program program = Passes.apply(
                Lowering.lower(network.graph(), network.weights(), network.transposed(), height, width),
                kernels.lanes());
        this.layout = new ProgramLayout(program, kernels, network.filters());
        this.steps = StepEmitter.emit(layout);
    }

    /**
     * A plan with the kernels that suit this machine.
     *
     * @param height H of the inputs
     * @param width W of the inputs
     * @throws IllegalArgumentException when the weights do not fit the graph, or the size does not
     */
    public static Plan compile(Graph graph, Weights weights, int height, int width) {
        return compile(graph, weights, height, width, KernelChoice.kernels());
    }

    /** A plan with the given kernels, which the engine's own modules alone can name; see {@link #compile(Graph, Weights, int, int)}. */
    @SuppressWarnings("exports")
    public static Plan compile(Graph graph, Weights weights, int height, int width, Kernels kernels) {
        return new Plan(new Network(graph, weights, kernels), height, width);
    }

    /** The plan of the same network for another input size; the packed weights are shared. */
    public Plan at(int height, int width) {
        return new Plan(network, height, width);
    }

    /** A session that works in the calling thread alone. */
    public Session session() {
        return session(Team.of(1));
    }

    /** A session whose work a team shares. The team may be shared by sessions and outlives them. */
    public Session session(Team team) {
        return new Session(this, team);
    }

    /** The input's shape without its batch axis, (C, H, W). */
    public Shape input() {
        return layout.program().input().shape();
    }

    /** The outputs' shapes without their batch axes, by name. */
    public Map<String, Shape> outputs() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        layout.program().outputs().forEach((name, value) -> shapes.put(name, value.shape()));
        return shapes;
    }

    /** What is done, in order. */
    public List<StepInfo> steps() {
        return steps.stream().map(Step::info).toList();
    }

    /** The bytes of the values of one sample. */
    public long arenaBytes() {
        return 4L * layout.floats();
    }

    List<Step> runnable() {
        return steps;
    }

    Kernels kernels() {
        return network.kernels();
    }

    ProgramLayout layout() {
        return layout;
    }

    /** A table for a human: each step's kernel, output shape, bytes and operations. */
    @Override
    public String toString() {
        return PlanTable.of(this, kernels().name());
    }
}
