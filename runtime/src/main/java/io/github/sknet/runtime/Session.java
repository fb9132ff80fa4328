package io.github.sknet.runtime;

import io.github.sknet.engine.Prediction;
import io.github.sknet.graph.Shape;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.program.Value;
import io.github.sknet.runtime.steps.Step;
import io.github.sknet.weights.Tensor;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The memory of one computation with a plan. It serves one thread at a time. One image at a time, the team shares the
 * items of each step (latency); several images, each thread computes whole images (throughput). Either way the numbers
 * are the same.
 *
 * <p>A call allocates its result and nothing else. A NaN in the input spreads to every output that depends on it.
 */
public final class Session {

    private final Plan plan;
    private final Team team;
    private final Step[] steps;
    private final StepTask[] tasks;
    private final ImagesTask images;
    private final float[][] arenas;
    private final InputPacking packing;
    private final Map<String, OutputUnpacking> outputs;
    private final Map<String, OutputUnpacking> attention;
    private final AtomicReference<Thread> user = new AtomicReference<>();

    Session(Plan plan, Team team) {
        this.plan = plan;
        this.team = team;
        this.steps = plan.runnable().toArray(Step[]::new);
        this.arenas = new float[team.threads()][];
        this.tasks = plan.runnable().stream().map(StepTask::new).toArray(StepTask[]::new);
        this.images = new ImagesTask();
        ProgramLayout layout = plan.layout();
        Value input = layout.program().input();
        this.packing = new InputPacking(input.shape(), layout.of(input), layout.offset(input));
        this.outputs = unpackings(layout, layout.program().outputs());
        this.attention = unpackings(layout, layout.program().attention());
    }

    private static Map<String, OutputUnpacking> unpackings(ProgramLayout layout, Map<String, Value> values) {
        Map<String, OutputUnpacking> unpackings = new LinkedHashMap<>();
        values.forEach((name, value) ->
                unpackings.put(name, new OutputUnpacking(value.shape(), layout.of(value), layout.offset(value))));
        return unpackings;
    }

    public Plan plan() {
        return plan;
    }

    /**
     * Computes all outputs.
     *
     * @param input N images (C, H, W), one after the other
     * @param attention whether the attention of each selection, (N, M, C), is wanted as well
     * @throws IllegalArgumentException when the values are not those of whole images
     * @throws IllegalStateException when another thread is using this session
     */
    public Prediction predict(float[] input, boolean attention) {
        return predict(input.length, attention, (image, arena) -> packing.pack(input, image * packing.values(), arena));
    }

    /** As {@link #predict(float[], boolean)}, from the buffer's position to its limit; neither moves. */
    public Prediction predict(FloatBuffer input, boolean attention) {
        int start = input.position();
        return predict(
                input.remaining(),
                attention,
                (image, arena) -> packing.pack(input, start + image * packing.values(), arena));
    }

    /**
     * Computes all outputs from 8-bit images.
     *
     * @param input N images (H, W, C), one after the other, values 0 … 255
     * @param pixels how they are normalised
     */
    public Prediction predict(byte[] input, Pixels pixels, boolean attention) {
        int channels = plan.input().channels();
        if (pixels.mean().length != channels) {
            throw new IllegalArgumentException("The network's input has " + channels
                    + " channels, but mean and deviation are given for " + pixels.mean().length);
        }
        return predict(
                input.length,
                attention,
                (image, arena) -> packing.pack(input, image * packing.values(), pixels, arena));
    }

    private Prediction predict(int values, boolean wanted, ImageSource source) {
        Shape shape = plan.input();
        if (values == 0 || values % packing.values() != 0) {
            throw new IllegalArgumentException("The input must be whole images of shape " + shape
                    + ", so a multiple of " + packing.values() + " values, not " + values);
        }
        Thread self = Thread.currentThread();
        if (!user.compareAndSet(null, self)) {
            throw new IllegalStateException("This session is in use by thread '" + user.get()
                    + "'; a session serves one thread at a time, so give each thread its own");
        }
        try {
            Result result = new Result(values / packing.values(), wanted);
            compute(source, result);
            return result.prediction();
        } finally {
            user.set(null);
        }
    }

    private void compute(ImageSource source, Result result) {
        if (result.count > 1 && team.threads() > 1) {
            images.source = source;
            images.result = result;
            team.run(images);
            return;
        }
        float[] arena = arena(0);
        for (int image = 0; image < result.count; image++) {
            source.pack(image, arena);
            for (StepTask task : tasks) {
                team.run(task);
            }
            result.take(image, arena);
        }
    }

    private float[] arena(int worker) {
        if (arenas[worker] == null) {
            arenas[worker] = plan.layout().newArena();
        }
        return arenas[worker];
    }

    /** Where images come from. */
    @FunctionalInterface
    private interface ImageSource {
        void pack(int image, float[] arena);
    }

    /** One step of one image, shared item by item. */
    private final class StepTask implements Team.Task {

        private final Step step;
        private final int items;

        StepTask(Step step) {
            this.step = step;
            this.items = step.items();
        }

        @Override
        public int items() {
            return items;
        }

        @Override
        public void run(int item, int worker) {
            step.run(arenas[0], item);
        }
    }

    /** A batch, shared image by image. */
    private final class ImagesTask implements Team.Task {

        private ImageSource source;
        private Result result;

        @Override
        public int items() {
            return result.count;
        }

        @Override
        public void run(int image, int worker) {
            float[] arena = arena(worker);
            source.pack(image, arena);
            for (Step step : steps) {
                for (int item = 0; item < step.items(); item++) {
                    step.run(arena, item);
                }
            }
            result.take(image, arena);
        }
    }

    /** What a call hands out. */
    private final class Result {

        private final int count;
        private final Map<String, Tensor> outputTensors = new LinkedHashMap<>();
        private final Map<String, Tensor> attentionTensors = new LinkedHashMap<>();

        Result(int count, boolean wanted) {
            this.count = count;
            outputs.forEach((name, unpacking) ->
                    outputTensors.put(name, Tensor.zeros(unpacking.shape().withBatch(count))));
            if (wanted) {
                attention.forEach((name, unpacking) -> attentionTensors.put(
                        name,
                        Tensor.zeros(List.of(
                                count,
                                unpacking.shape().height(),
                                unpacking.shape().channels()))));
            }
        }

        void take(int image, float[] arena) {
            outputTensors.forEach((name, tensor) ->
                    outputs.get(name).channelsFirst(arena, tensor.values(), image * (tensor.values().length / count)));
            attentionTensors.forEach((name, tensor) ->
                    attention.get(name).channelsLast(arena, tensor.values(), image * (tensor.values().length / count)));
        }

        Prediction prediction() {
            return new Prediction(outputTensors, attentionTensors);
        }
    }
}
