package io.github.sknet.train.run;

import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.train.Objective;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.recipe.NodeSettings;
import io.github.sknet.train.torch.Hardware;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trains a network by a recipe and leaves its traces in a run directory. The same seed gives the same numbers on the same
 * machine, in one go or resumed.
 *
 * <pre>{@code
 * try (Splits<LabelledDataset> data = LabelledDatasets.open("photos")) {
 *     ModelFile model = ModelFile.of(graph, Weights.initial(graph, 1), new ClassifyTask())
 *             .withLabels(data.labels())
 *             .withPreprocessing(Preprocessing.imageNet(224));
 *     Recipe recipe = Recipe.named("cpu").with("epochs", "20");
 *     TrainingRun<?, ?> run = new TrainingRun<>(new ClassifyTraining(), model, recipe, data.forTraining(0.1, 1));
 *     new Trainer(run, RunDirectory.create(Path.of("runs/mine"))).run();
 * }
 * }</pre>
 */
public final class Trainer {

    private final TrainingRun<?, ?> run;
    private final Hardware hardware;
    private final RunDirectory directory;
    private final TrainingListener listener;
    private volatile boolean stopRequested;

    /** A run on the processor that nobody watches. */
    public Trainer(TrainingRun<?, ?> run, RunDirectory directory) {
        this(run, Hardware.processor(), directory, TrainingListener.NONE);
    }

    /**
     * A run.
     *
     * @param hardware what it computes with
     * @param directory where its files go
     * @param listener is told how it goes
     * @throws IllegalArgumentException when this machine can't do what the recipe wants, or has no such device
     */
    public Trainer(TrainingRun<?, ?> run, Hardware hardware, RunDirectory directory, TrainingListener listener) {
        hardware.device().require(run.recipe().precision(), run.model().graph());
        this.run = run;
        this.hardware = hardware;
        this.directory = directory;
        this.listener = listener;
    }

    /** Ends the run after the current step, with a checkpoint; from any thread. */
    public void stop() {
        stopRequested = true;
    }

    /**
     * Trains from the beginning, which is the first checkpoint.
     *
     * @throws IOException when data can't be read or files can't be written, the last checkpoint then stays; or when another run
     *     is at work in the folder
     * @throws TrainingException when the loss, the weights or the answers are no longer numbers; the last checkpoint is of before
     */
    public TrainingResult run() throws IOException {
        try (RunLock lock = directory.lockNew()) {
            return run(lock);
        }
    }

    /** As {@link #run()}, in a folder that was taken before by {@link RunDirectory#lockNew}. */
    public TrainingResult run(RunLock lock) throws IOException {
        return train(run, Optional.empty(), lock);
    }

    /**
     * Goes on from the run directory's last checkpoint, bit for bit. Its {@code config.json} then says the recipe by which it
     * goes on, and with what.
     *
     * @throws IOException as {@link #run()}, or when the checkpoint can't be read or is of another network
     * @throws TrainingException as {@link #run()}
     * @throws IllegalArgumentException when more epochs are complete than the recipe has
     */
    public TrainingResult resume() throws IOException {
        try (RunLock lock = directory.lockExisting()) {
            return resume(lock);
        }
    }

    /** As {@link #resume()}, in a folder that was taken before by {@link RunDirectory#lockExisting}. */
    public TrainingResult resume(RunLock lock) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(directory.last());
        if (!checkpoint.model().graph().equals(run.model().graph())) {
            throw new IOException(
                    "The checkpoint " + directory.last() + " is of another network than the one to be trained");
        }
        int complete = checkpoint.state().epoch();
        if (complete > run.recipe().epochs()) {
            throw new IllegalArgumentException("The run in " + directory.path() + " has "
                    + Counted.of(complete, "epoch") + " behind it: the recipe's epochs must be at least as many, not "
                    + run.recipe().epochs());
        }
        return train(run, Optional.of(checkpoint), lock);
    }

    private <D extends Dataset<D>, B extends Batch> TrainingResult train(
            TrainingRun<D, B> run, Optional<Checkpoint> checkpoint, RunLock lock) throws IOException {
        hardware.start();
        Objective<B> objective = run.task()
                .objective(
                        run.data().train(),
                        run.model().outputs(),
                        run.preprocessing(),
                        run.recipe().settings());
        try (BatchLoader<B> batches =
                        new BatchLoader<>(objective.batches(), run.recipe().learning(hardware.loaderThreads()));
                GraphModule module =
                        new GraphModule(run.model().graph(), run.model().weights(), hardware.device())) {
            module.requireSamples(
                    Math.min(run.recipe().batchSize(), objective.batches().size()),
                    run.preprocessing().height(),
                    run.preprocessing().width());
            prepare(module, run.recipe().nodes(), batches, checkpoint.isEmpty());
            try (StepRunner<B> steps = new StepRunner<>(module, run.recipe(), objective)) {
                checkpoint.ifPresent(steps::restore);
                TrainingLoop<D, B> loop = new TrainingLoop<>(
                        run,
                        new Validation<>(run, hardware),
                        directory,
                        listener,
                        module,
                        steps,
                        batches,
                        () -> stopRequested);
                return begin(loop, checkpoint, lock);
            }
        }
    }

    /** All that could be refused has been: only now the configuration is written. */
    private TrainingResult begin(TrainingLoop<?, ?> loop, Optional<Checkpoint> checkpoint, RunLock lock)
            throws IOException {
        try {
            directory.writeConfig(configuration(checkpoint.isPresent()));
            TrainingResult result = checkpoint.isPresent()
                    ? loop.from(checkpoint.get().resumed(run.recipe(), run.monitored()))
                    : loop.begin();
            lock.keep();
            return result;
        } finally {
            if (loop.hasLearned()) {
                lock.keep();
            }
        }
    }

    private Map<String, Object> configuration(boolean resumed) throws IOException {
        Map<String, Object> configuration = new LinkedHashMap<>();
        if (resumed && Files.exists(directory.config())) {
            configuration.putAll(directory.readConfig());
        }
        configuration.putAll(RunConfiguration.of(run, hardware));
        return configuration;
    }

    private static void prepare(
            GraphModule module, NodeSettings nodes, BatchLoader<? extends Batch> batches, boolean first)
            throws IOException {
        if (first && !nodes.whitened().isEmpty()) {
            PatchWhitening.apply(module, nodes.whitened(), batches);
        }
        for (String prefix : nodes.frozen()) {
            Set<String> frozen = module.freeze(name -> name.equals(prefix) || name.startsWith(prefix + "."));
            if (frozen.isEmpty()) {
                throw new IllegalArgumentException("Nothing to freeze: no node's name begins with '" + prefix + "'");
            }
        }
    }
}
