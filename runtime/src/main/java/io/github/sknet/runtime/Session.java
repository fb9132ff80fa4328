package io.github.sknet.runtime;

import io.github.sknet.graph.Shape;
import io.github.sknet.graph.engine.Pixels;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.machine.MachineModel;
import io.github.sknet.runtime.program.Attention;
import io.github.sknet.runtime.program.Value;
import io.github.sknet.runtime.steps.RowsStep;
import io.github.sknet.runtime.steps.Step;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The memory of one computation with a plan. It serves one thread at a time. One image at a time, the team shares the
 * items of each step (latency); several images, each thread computes some of them (throughput). Either way the numbers
 * are the same.
 *
 * <p>A call allocates its result and some kB of maps and shapes. A NaN in the input spreads to every output that depends on it,
 * and, where a convolution goes by Winograd's filtering, to the pixel beside.
 */
public final class Session {

    private final Plan plan;
    private final Team team;
    private final Step[] steps;
    private final StepTask[] tasks;
    private final PackTask packTask;
    private final UnpackTask unpackTask;
    private final ImagesTask images;
    private final float[][][] arenas;
    private final float[][] scratches;
    private final int scratchFloats;
    private final InputPacking packing;
    private final Map<String, OutputUnpacking> outputs;
    private final Map<String, Attention> attention;
    private final Map<String, List<OutputUnpacking>> attentionValues;
    private final AtomicReference<Thread> user = new AtomicReference<>();

    Session(Plan plan, Team team) {
        this.plan = plan;
        this.team = team;
        ProgramLayout layout = plan.layout();
        Optional<LastRows> lastRows = LastRows.of(plan);
        int before = plan.runnable().size() - (lastRows.isPresent() ? 1 : 0);
        this.steps = plan.runnable().subList(0, before).toArray(Step[]::new);
        this.arenas = new float[team.threads()][MachineModel.IMAGES_AT_ONCE][];
        this.scratches = new float[team.threads()][];
        this.scratchFloats = Math.max(
                plan.kernels().transpositionFloats(),
                plan.runnable().stream().mapToInt(Step::scratchFloats).max().orElse(0));
        this.tasks = Arrays.stream(steps).map(StepTask::new).toArray(StepTask[]::new);
        this.packTask = new PackTask();
        this.unpackTask = new UnpackTask();
        this.images = new ImagesTask();
        Value input = layout.program().input();
        this.packing = new InputPacking(plan.kernels(), input.shape(), layout.of(input), layout.offset(input));
        this.outputs = unpackings(layout, layout.program().outputs(), lastRows);
        this.attention = layout.program().attention();
        this.attentionValues = new LinkedHashMap<>();
        attention.forEach((name, shares) -> attentionValues.put(
                name,
                shares.values().stream()
                        .map(value -> unpacking(layout, value, Optional.empty()))
                        .toList()));
    }

    private Map<String, OutputUnpacking> unpackings(
            ProgramLayout layout, Map<String, Value> values, Optional<LastRows> lastRows) {
        Map<String, OutputUnpacking> unpackings = new LinkedHashMap<>();
        values.forEach((name, value) -> unpackings.put(name, unpacking(layout, value, lastRows)));
        return unpackings;
    }

    private OutputUnpacking unpacking(ProgramLayout layout, Value value, Optional<LastRows> lastRows) {
        RowsStep.RowKernel rows = lastRows.filter(last -> last.output().equals(value))
                .map(last -> last.step().kernel())
                .orElse((arena, y) -> {});
        return new OutputUnpacking(plan.kernels(), value.shape(), layout.of(value), layout.offset(value), rows);
    }

    public Plan plan() {
        return plan;
    }

    /**
     * Computes all outputs.
     *
     * @param input N images (C, H, W), one after the other
     * @param attention whether the attention of each selection is wanted as well
     * @throws IllegalArgumentException when the values are not those of whole images
     * @throws IllegalStateException when another thread is using this session
     */
    public Prediction predict(float[] input, boolean attention) {
        return predict(
                input.length,
                attention,
                (image, chunk, arena, scratch) -> packing.pack(input, image * packing.values(), arena, scratch, chunk));
    }

    /** As {@link #predict(float[], boolean)}, from the buffer's position to its limit; neither moves. */
    public Prediction predict(FloatBuffer input, boolean attention) {
        int start = input.position();
        return predict(
                input.remaining(),
                attention,
                (image, chunk, arena, scratch) -> packing.pack(input, start + image * packing.values(), arena, chunk));
    }

    /**
     * Computes all outputs from images as they are stored.
     *
     * @param images of the network's channels and this plan's size
     * @throws IllegalArgumentException when they are of others
     */
    public Prediction predict(Pixels images, boolean attention) {
        Shape shape = plan.input();
        if (images.channels() != shape.channels()
                || images.height() != shape.height()
                || images.width() != shape.width()) {
            throw new IllegalArgumentException("The plan takes images of " + shape + ", not of (N, " + images.channels()
                    + ", " + images.height() + ", " + images.width() + ")");
        }
        return predict(
                images.count() * packing.values(),
                attention,
                (image, chunk, arena, scratch) -> packing.pack(images, image, arena, chunk));
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
            int count = values / packing.values();
            return count == 1 ? one(source, wanted) : batch(source, count, wanted);
        } finally {
            user.set(null);
        }
    }

    private Prediction one(ImageSource source, boolean wanted) {
        float[] arena = arena(0, 0);
        packTask.source = source;
        try {
            team.run(packTask);
        } finally {
            packTask.source = null;
        }
        for (StepTask task : tasks) {
            team.run(task);
        }
        // Not before: clearing a large result would send what the steps read out of the caches.
        Result result = new Result(1, wanted);
        outputs.forEach((name, unpacking) -> {
            unpackTask.unpacking = unpacking;
            unpackTask.target = result.outputTensors.get(name).values();
            try {
                team.run(unpackTask);
            } finally {
                unpackTask.target = null;
            }
        });
        result.takeAttention(0, arena, scratch(0));
        return result.prediction();
    }

    private Prediction batch(ImageSource source, int count, boolean wanted) {
        Result result = new Result(count, wanted);
        images.source = source;
        images.result = result;
        try {
            team.run(images);
        } finally {
            images.source = null;
            images.result = null;
        }
        return result.prediction();
    }

    private float[] arena(int worker, int image) {
        float[][] own = arenas[worker];
        if (own[image] == null) {
            own[image] = plan.layout().newArena();
        }
        return own[image];
    }

    private float[] scratch(int worker) {
        if (scratches[worker] == null) {
            scratches[worker] = new float[scratchFloats];
        }
        return scratches[worker];
    }

    /** Where images come from, chunk by chunk. */
    @FunctionalInterface
    private interface ImageSource {
        void pack(int image, int chunk, float[] arena, float[] scratch);
    }

    /** The packing of one image, shared chunk by chunk. */
    private final class PackTask implements Team.Task {

        private ImageSource source;

        @Override
        public int items() {
            return packing.chunks();
        }

        @Override
        public void run(int item, int worker) {
            source.pack(0, item, arenas[0][0], scratch(worker));
        }
    }

    /** The unpacking of one output of one image, shared chunk by chunk. */
    private final class UnpackTask implements Team.Task {

        private OutputUnpacking unpacking;
        private float[] target;

        @Override
        public int items() {
            return unpacking.chunks();
        }

        @Override
        public void run(int item, int worker) {
            unpacking.channelsFirst(arenas[0][0], target, 0, scratch(worker), item);
        }
    }

    /** One step of one image, shared item by item. */
    private final class StepTask implements Team.Task {

        private final Step step;

        StepTask(Step step) {
            this.step = step;
        }

        @Override
        public int items() {
            return step.items();
        }

        @Override
        public void run(int item, int worker) {
            step.run(arenas[0][0], scratch(worker), item);
        }
    }

    /** A batch, shared by some images at a time: weights that were read for one are still near for the next. */
    private final class ImagesTask implements Team.Task {

        private ImageSource source;
        private Result result;

        /** The images of an item; no thread is without work for the sake of longer items. */
        private int together() {
            return Math.min(MachineModel.IMAGES_AT_ONCE, (result.count + team.threads() - 1) / team.threads());
        }

        @Override
        public int items() {
            return (result.count + together() - 1) / together();
        }

        @Override
        public void run(int item, int worker) {
            int first = item * together();
            int count = Math.min(together(), result.count - first);
            for (int i = 0; i < count; i++) {
                for (int chunk = 0; chunk < packing.chunks(); chunk++) {
                    source.pack(first + i, chunk, arena(worker, i), scratch(worker));
                }
            }
            int step = 0;
            while (step < steps.length) {
                int end = endOfAlike(step);
                if (steps[step].readsMostlyWeights()) {
                    for (; step < end; step++) {
                        partByPart(steps[step], worker, count);
                    }
                } else {
                    for (int i = 0; i < count; i++) {
                        stepByStep(step, end, worker, i);
                    }
                    step = end;
                }
            }
            for (int i = 0; i < count; i++) {
                result.take(first + i, arena(worker, i), scratch(worker));
            }
        }
    }

    /** One past the last of the steps that read mostly weights, or mostly values, as the given one does. */
    private int endOfAlike(int step) {
        int end = step + 1;
        while (end < steps.length && steps[end].readsMostlyWeights() == steps[step].readsMostlyWeights()) {
            end++;
        }
        return end;
    }

    /** A step for several images: a part's weights are still near for the next image. */
    private void partByPart(Step step, int worker, int images) {
        for (int part = 0; part < step.items(); part++) {
            for (int i = 0; i < images; i++) {
                step.run(arena(worker, i), scratch(worker), part);
            }
        }
    }

    /** Some steps for one image: its values are still near for the next step. */
    private void stepByStep(int from, int to, int worker, int image) {
        float[] arena = arena(worker, image);
        float[] scratch = scratch(worker);
        for (int step = from; step < to; step++) {
            for (int part = 0; part < steps[step].items(); part++) {
                steps[step].run(arena, scratch, part);
            }
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
                attention.forEach((name, shares) -> attentionTensors.put(name, Tensor.zeros(shares.shape(count))));
            }
        }

        void take(int image, float[] arena, float[] scratch) {
            outputTensors.forEach((name, tensor) -> {
                float[] values = tensor.values();
                outputs.get(name).channelsFirst(arena, values, image * (values.length / count), scratch);
            });
            takeAttention(image, arena, scratch);
        }

        void takeAttention(int image, float[] arena, float[] scratch) {
            attentionTensors.forEach((name, tensor) -> {
                float[] values = tensor.values();
                int to = image * (values.length / count);
                for (OutputUnpacking unpacking : attentionValues.get(name)) {
                    unpacking.channelsFirst(arena, values, to, scratch);
                    to += Math.toIntExact(unpacking.shape().elements());
                }
            });
        }

        Prediction prediction() {
            return new Prediction(outputTensors, attentionTensors);
        }
    }
}
