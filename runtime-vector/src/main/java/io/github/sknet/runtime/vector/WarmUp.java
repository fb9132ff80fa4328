package io.github.sknet.runtime.vector;

import io.github.sknet.graph.Activation;
import io.github.sknet.runtime.kernels.ChannelFunction;
import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.ConvolutionTables;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.ScalarKernels;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.kernels.ValueFunction;
import io.github.sknet.runtime.kernels.WinogradConvolution;
import io.github.sknet.runtime.machine.MachineModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Runs the kernels that are expected to be used on tiny data until C2 has compiled them, in a thread of its own while the caller
 * still reads its model. Kernels that no network needs are left alone: to compile a large tile takes C2 half a second and 40 MB.
 * Before that, a Vector API loop is a hundred times slower than after, and slower than plain loops; so each kernel is used once it is
 * clearly quicker than its scalar twin on the same data. Until then the twin stands in, where that is quicker than to wait. The first
 * predictions may therefore differ from later ones in the last bits.
 */
final class WarmUp implements Runnable {

    private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

    private final Map<Operand, Map<Tile, ExercisedKernel>> tiles = new EnumMap<>(Operand.class);
    private final List<ExercisedKernel> rows;
    private final Map<Activation.Function, ExercisedKernel> functions = new EnumMap<>(Activation.Function.class);
    private final Map<Class<? extends ChannelFunction>, ExercisedKernel> channelFunctions = new HashMap<>();
    private final List<ExercisedKernel> transforms;
    private final List<ExercisedKernel> unexercised = new ArrayList<>();
    private boolean running;
    private volatile boolean rowsReady;

    /**
     * A warm-up of kernels.
     *
     * @param twin does the same with plain loops: what the kernels must not be slower than
     */
    WarmUp(VectorKernels kernels, ScalarKernels twin) {
        TinyWork work = new TinyWork();
        for (Operand operand : Operand.values()) {
            Map<Tile, ExercisedKernel> ofOperand = new LinkedHashMap<>();
            for (Tile tile : kernels.tiles(operand)) {
                Consumer<Kernels> convolution = work.convolution(operand, tile);
                ofOperand.put(
                        tile,
                        new ExercisedKernel(() -> convolution.accept(kernels), () -> convolution.accept(twin), true));
            }
            tiles.put(operand, ofOperand);
        }
        this.rows = work.rows(kernels.transpositionFloats()).stream()
                .map(row -> new ExercisedKernel(() -> row.accept(kernels), () -> row.accept(twin), false))
                .toList();
        this.transforms = work.transforms().stream()
                .map(transform -> new ExercisedKernel(
                        () -> transform.accept(kernels.winograd()), () -> transform.accept(twin.winograd()), false))
                .toList();
        for (Activation.Function function : Activation.Function.values()) {
            Consumer<Kernels> application = work.function(function);
            functions.put(
                    function,
                    new ExercisedKernel(() -> application.accept(kernels), () -> application.accept(twin), false));
        }
        work.channels()
                .forEach((kind, application) -> channelFunctions.put(
                        kind,
                        new ExercisedKernel(() -> application.accept(kernels), () -> application.accept(twin), false)));
        tiles.values().forEach(ofOperand -> unexercised.addAll(ofOperand.values()));
        unexercised.addAll(rows);
        unexercised.addAll(transforms);
        unexercised.addAll(functions.values());
        unexercised.addAll(channelFunctions.values());
    }

    /** Starts with the kernels that every network needs. */
    void start() {
        rows.forEach(row -> expect(row, 1));
    }

    /**
     * Says that a convolution will have so much to do; the kernels of those with the most come first. While one of its tiles is missing,
     * be it for its last pixel, the whole is the scalar twin's.
     */
    void expect(ConvolutionTables convolution, long macs) {
        Convolution products = products(convolution);
        ExercisedKernel tile = tile(products, products.tile());
        ExercisedKernel last = tile(products, products.last());
        expect(tile, macs);
        if (last != tile) {
            expect(last, macs);
        }
        if (convolution instanceof WinogradConvolution) {
            transforms.forEach(transform -> expect(transform, macs));
        }
    }

    /** Says that a function will be computed with so many multiply-accumulates. */
    void expect(ValueFunction function, long macs) {
        if (isExercised(function)) {
            expect(functions.get(function.kind()), macs);
        }
    }

    /** Says that a function of channels will be computed so often. */
    void expect(ChannelFunction function, long macs) {
        ExercisedKernel kernel = channelFunctions.get(function.getClass());
        if (kernel != null) {
            expect(kernel, macs);
        }
    }

    /** Whether the kernel of a function of channels is compiled; waits for it as for a convolution's. */
    boolean isReady(ChannelFunction function) {
        ExercisedKernel kernel = channelFunctions.get(function.getClass());
        return kernel == null || kernel.await();
    }

    /** Clamps are done by every kernel, and what has no vectors has nothing to be compiled ahead. */
    private static boolean isExercised(ValueFunction function) {
        return !function.isClamp() && VectorFunctions.hasVectors(function.kind());
    }

    /** Whether a function's kernel is compiled; waits for it as for a convolution's. */
    boolean isReady(ValueFunction function) {
        return !isExercised(function) || functions.get(function.kind()).await();
    }

    /** What has tiles: Winograd's filtering has the same for all of its positions. */
    private static Convolution products(ConvolutionTables convolution) {
        return convolution instanceof WinogradConvolution filtering
                ? filtering.positions().get(0)
                : (Convolution) convolution;
    }

    private ExercisedKernel tile(Convolution convolution, Tile tile) {
        return tiles.get(convolution.filter().operand()).get(tile);
    }

    private synchronized void expect(ExercisedKernel kernel, long macs) {
        kernel.expect(macs);
        if (!running && unexercised.contains(kernel)) {
            running = true;
            Thread thread = new Thread(this, "sknet-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Whether all kernels that a convolution needs are compiled; waits for each where all that is expected of it would take its
     * scalar twin longer.
     */
    boolean isReady(ConvolutionTables convolution) {
        Convolution products = products(convolution);
        if (!tile(products, products.tile()).await()
                || !tile(products, products.last()).await()) {
            return false;
        }
        if (convolution instanceof WinogradConvolution) {
            for (ExercisedKernel transform : transforms) {
                if (!transform.await()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Waits until all that is expected by now is compiled, or given up. */
    synchronized void settle() {
        try {
            while (running) {
                wait();
            }
        } catch (InterruptedException e) {
            // Not ours to handle: the caller's own waiting will see it.
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the kernels that work on rows of values are compiled. */
    boolean areRowsReady() {
        return rowsReady;
    }

    @Override
    public void run() {
        List<ExercisedKernel> pending = new ArrayList<>();
        long end = System.nanoTime() + MachineModel.WARM_UP_LONGEST_NANOS;
        for (ExercisedKernel next = next(pending); next != null || !pending.isEmpty(); next = next(pending)) {
            if (next != null) {
                next.exercise();
                pending.add(next);
                end = System.nanoTime() + MachineModel.WARM_UP_LONGEST_NANOS;
            } else if (System.nanoTime() < end) {
                LockSupport.parkNanos(MachineModel.WARM_UP_PAUSE_NANOS);
            } else {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} vector kernels were not compiled within {1} s; scalar ones stand in for them",
                        pending.size(),
                        TimeUnit.NANOSECONDS.toSeconds(MachineModel.WARM_UP_LONGEST_NANOS));
                pending.clear();
            }
            confirm(pending);
        }
    }

    /** Takes the kernel of which most is expected; where there is none, and nothing is pending, the thread ends. */
    private synchronized ExercisedKernel next(List<ExercisedKernel> pending) {
        boolean tilePends = pending.stream().anyMatch(kernel -> kernel.isTile());
        ExercisedKernel next = unexercised.stream()
                .filter(kernel -> kernel.expectedMacs() > (kernel.isTile() && tilePends ? MachineModel.URGENT_MACS : 0))
                .max(Comparator.comparingLong(kernel -> kernel.expectedMacs()))
                .orElse(null);
        unexercised.remove(next);
        running = next != null || !pending.isEmpty();
        if (!running) {
            notifyAll();
        }
        return next;
    }

    /** Announces and removes what runs at full speed by now. */
    private void confirm(List<ExercisedKernel> pending) {
        pending.removeIf(ExercisedKernel::becomesReady);
        rowsReady = rows.stream().allMatch(ExercisedKernel::isReady);
    }
}
