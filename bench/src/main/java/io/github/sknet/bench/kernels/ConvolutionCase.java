package io.github.sknet.bench.kernels;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.convolution.FilterCache;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.program.Lowering;
import io.github.sknet.runtime.steps.Step;
import io.github.sknet.runtime.steps.StepEmitter;
import java.util.Random;

/** A convolution of SKNet-50: 1×1 from and to so many channels, or 3×3 with groups; its map is square. */
enum ConvolutionCase {
    POINTWISE_256_128_56(256, 128, 1, 1, 56),
    POINTWISE_512_256_28(512, 256, 1, 1, 28),
    POINTWISE_512_1024_14(512, 1024, 1, 1, 14),
    POINTWISE_1024_2048_7(1024, 2048, 1, 1, 7),
    GROUPED_128_56(128, 128, 3, 32, 56),
    GROUPED_256_28(256, 256, 3, 32, 28),
    GROUPED_512_14(512, 512, 3, 32, 14),
    GROUPED_1024_7(1024, 1024, 3, 32, 7);

    private final Conv2d convolution;
    private final int size;

    ConvolutionCase(int in, int out, int kernel, int groups, int size) {
        this.convolution = Conv2d.of(in, out, Window.of(kernel).samePadding()).withGroups(groups);
        this.size = size;
    }

    /** The step of a plan that computes it alone, on random data. */
    Prepared prepare(Kernels kernels) {
        GraphBuilder builder = new GraphBuilder(convolution.inChannels());
        builder.output("map", builder.add("conv", convolution, builder.input()));
        Graph graph = builder.build();
        ProgramLayout layout = new ProgramLayout(
                Lowering.lower(graph, Weights.initial(graph, 1), size, size), kernels, new FilterCache());
        Step step = StepEmitter.emit(layout).stream()
                .filter(candidate -> candidate.info().macs() > 0)
                .findFirst()
                .orElseThrow();
        float[] arena = layout.newArena();
        Random random = new Random(1);
        for (int i = 0; i < arena.length; i++) {
            arena[i] = random.nextFloat() - 0.5f;
        }
        return new Prepared(step, arena, new float[step.scratchFloats()]);
    }

    /** Ready to run. */
    record Prepared(Step step, float[] arena, float[] scratch) {

        void run() {
            for (int item = 0; item < step.items(); item++) {
                step.run(arena, scratch, item);
            }
        }
    }
}
