package io.github.sknet.train.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.train.torch.ProcessMemory;
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
 * @param <B> a batch of the task's data
 */
public final class Trainer<B> {

    private final ModelFile model;
    private final Recipe recipe;
    private final TrainingTask<B> task;
    private final Hardware hardware;
    private final RunDirectory directory;
    private final TrainingListener listener;
    private volatile boolean stopRequested;
    private long savedAt;

    /**
     * A run.
     *
     * @param model the network with the weights that it starts with, and what else its files should say
     * @param recipe how it is trained
     * @param task what it is trained for
     * @param hardware what it computes with
     * @param directory where its files go
     * @param listener is told how it goes
     * @throws IllegalArgumentException when this machine can't do what the recipe wants, or has no such device
     */
    public Trainer(
            ModelFile model,
            Recipe recipe,
            TrainingTask<B> task,
            Hardware hardware,
            RunDirectory directory,
            TrainingListener listener) {
        hardware.device().require(recipe.precision(), model.graph());
        if (recipe.crops().size() > 0 && !(task instanceof ClassificationTask)) {
            throw new IllegalArgumentException(
                    "The recipe's crops.size is for classifiers: boxes and masks are not cropped");
        }
        this.model = model;
        this.recipe = recipe;
        this.task = task;
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
     * @throws IOException when data can't be read or files can't be written; the last checkpoint then stays
     * @throws TrainingException when the loss is no longer a number
     */
    public TrainingResult run() throws IOException {
        if (!Files.exists(directory.config())) {
            directory.writeConfig(configuration());
        }
        return train(Optional.empty());
    }

    /**
     * Goes on from the run directory's last checkpoint, bit for bit.
     *
     * @throws IOException as {@link #run()}, or when the checkpoint can't be read
     * @throws TrainingException as {@link #run()}
     */
    public TrainingResult resume() throws IOException {
        Checkpoint checkpoint = Checkpoint.read(directory.last());
        if (!checkpoint.model().architecture().equals(model.architecture())) {
            throw new IOException("The checkpoint " + directory.last() + " is of "
                    + checkpoint.model().architecture() + ", not of " + model.architecture());
        }
        return train(Optional.of(checkpoint));
    }

    /** All that is known here of how to repeat the run; whoever knows more writes it to the directory before the run. */
    public ObjectNode configuration() {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.putPOJO("architecture", model.architecture());
        configuration.set("recipe", recipe.toJson());
        model.preprocessing().ifPresent(preprocessing -> configuration.set("preprocessing", preprocessing));
        ObjectNode environment = configuration.putObject("environment");
        environment.put("sknet", ModelFile.VERSION);
        environment.put("java", Runtime.version().toString());
        environment.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        environment.put("device", hardware.device().name());
        environment.putPOJO("libtorch", hardware.start());
        return configuration;
    }

    private TrainingResult train(Optional<Checkpoint> checkpoint) throws IOException {
        hardware.start();
        try (GraphModule module = new GraphModule(model.graph(), model.weights(), hardware.device())) {
            if (checkpoint.isEmpty() && !recipe.whitened().isEmpty()) {
                PatchWhitening.apply(module, recipe.whitened(), task);
            }
            freeze(module);
            try (StepRunner<B> steps = new StepRunner<>(module, recipe, task)) {
                TrainingState state = TrainingState.start();
                if (checkpoint.isPresent()) {
                    state = checkpoint.get().state();
                    steps.restore(checkpoint.get());
                }
                if (checkpoint.isEmpty()) {
                    save(module, steps, state);
                }
                savedAt = System.nanoTime();
                listener.begin(state.epoch() + 1);
                return train(module, steps, state);
            }
        }
    }

    private void freeze(GraphModule module) {
        for (String prefix : recipe.frozen()) {
            Set<String> frozen = module.freeze(name -> name.equals(prefix) || name.startsWith(prefix + "."));
            if (frozen.isEmpty()) {
                throw new IllegalArgumentException("Nothing to freeze: no node's name begins with '" + prefix + "'");
            }
        }
    }

    private TrainingResult train(GraphModule module, StepRunner<B> steps, TrainingState start) throws IOException {
        TrainingState state = start;
        if (state.epoch() < recipe.epochs()) {
            task.batches().seek(state.position());
        }
        while (state.epoch() < recipe.epochs()) {
            state = trainEpoch(module, steps, state);
            if (state.batch() < task.batches().batchesPerEpoch()) {
                save(module, steps, state);
                return result(state, TrainingResult.End.STOPPED);
            }
            boolean evaluated = recipe.run().evaluates(state.epoch() + 1, recipe.epochs());
            state = evaluated ? judgeEpoch(module, steps, state) : passEpoch(module, steps, state);
            boolean patient = recipe.patience() == 0 || state.epoch() - state.bestEpoch() < recipe.patience();
            if (evaluated && !patient) {
                return result(state, TrainingResult.End.PATIENCE);
            }
            if (stopRequested && state.epoch() < recipe.epochs()) {
                return result(state, TrainingResult.End.STOPPED);
            }
        }
        return result(state, TrainingResult.End.COMPLETED);
    }

    /** The rest of an epoch, or as much of it as there is time for. */
    private TrainingState trainEpoch(GraphModule module, StepRunner<B> steps, TrainingState start) throws IOException {
        TrainingState state = start;
        BatchLoader<B> batches = task.batches();
        int total = batches.batchesPerEpoch();
        double firstSeconds = state.trainSeconds();
        long firstImages = state.images();
        // A checkpoint holds no half-added gradients, so a stop waits for the update.
        while (state.batch() < total && !(stopRequested && steps.isBetweenUpdates())) {
            long began = System.nanoTime();
            double waitedBefore = batches.waitedSeconds();
            StepRunner.Outcome outcome = steps.run(batches.next(), state, total);
            state = state.afterBatch(
                    outcome, (System.nanoTime() - began) * 1e-9, batches.waitedSeconds() - waitedBefore);
            double speed = (state.images() - firstImages) / Math.max(state.trainSeconds() - firstSeconds, 1e-9);
            double batchesLeft = (recipe.epochs() - state.epoch()) * (double) total - state.batch();
            listener.step(new TrainingListener.Step(
                    state.epoch() + 1,
                    recipe.epochs(),
                    state.batch(),
                    total,
                    outcome.loss(),
                    outcome.metrics(),
                    speed,
                    batchesLeft * recipe.batchSize() / speed));
            if (state.batch() < total && steps.isBetweenUpdates() && isCheckpointDue()) {
                save(module, steps, state);
            }
        }
        return state;
    }

    private boolean isCheckpointDue() {
        double seconds = recipe.run().checkpointSeconds();
        return seconds > 0 && (System.nanoTime() - savedAt) * 1e-9 >= seconds;
    }

    /** Ends an epoch after which the network is not evaluated. */
    private TrainingState passEpoch(GraphModule module, StepRunner<B> steps, TrainingState state) throws IOException {
        EpochMetrics row = row(state, Map.of());
        TrainingState next = state.afterEpoch();
        directory.addMetrics(row);
        save(module, steps, next);
        listener.epoch(row, false);
        return next;
    }

    /** Ends an epoch, evaluates the network, and keeps it when it is the best so far. */
    private TrainingState judgeEpoch(GraphModule module, StepRunner<B> steps, TrainingState state) throws IOException {
        Weights judged = steps.average().map(average -> average.weights()).orElseGet(module::weights);
        Map<String, Double> validation =
                evaluate(module, judged, steps.average().isPresent());
        double metric = validation.get(task.decisive());
        EpochMetrics row = row(state, validation);
        boolean better = state.isBetter(metric);
        TrainingState next = state.afterEpoch(metric);
        directory.addMetrics(row);
        if (better) {
            described(judged, next).write(directory.best());
        }
        save(module, steps, next);
        listener.epoch(row, better);
        return next;
    }

    private Map<String, Double> evaluate(GraphModule module, Weights judged, boolean exchange) throws IOException {
        Weights trained = exchange ? module.weights() : judged;
        module.eval();
        try {
            if (exchange) {
                module.load(judged);
            }
            return task.evaluate(module);
        } finally {
            if (exchange) {
                module.load(trained);
            }
            module.train(true);
        }
    }

    private EpochMetrics row(TrainingState state, Map<String, Double> validation) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(
                "learning_rate",
                recipe.optimiser().learningRate() * recipe.schedule().factor(state.epoch() + 1, recipe.epochs()));
        state.sums().forEach((name, sum) -> values.put("train_" + name, sum / state.epochImages()));
        validation.forEach((name, value) -> values.put("val_" + name, value));
        values.put("seconds", state.epochSeconds());
        values.put("images_per_second", state.epochImages() / state.epochSeconds());
        values.put("waiting_share", state.epochWaited() / state.epochSeconds());
        values.put("resident_mib", ProcessMemory.residentMebibytes());
        return new EpochMetrics(state.epoch() + 1, values);
    }

    private void save(GraphModule module, StepRunner<B> steps, TrainingState state) throws IOException {
        new Checkpoint(
                        described(module.weights(), state),
                        state,
                        steps.optimiserState(),
                        steps.average().map(average -> average.weights()))
                .write(directory.last());
        savedAt = System.nanoTime();
    }

    private ModelFile described(Weights weights, TrainingState state) {
        ObjectNode training = JsonNodeFactory.instance.objectNode();
        training.put("epochs", state.epoch());
        training.put("images", state.images());
        if (state.bestMetric() != null) {
            training.put("metric", task.decisive());
            training.put("best", state.bestMetric());
        }
        training.set("recipe", recipe.toJson());
        return new ModelFile(
                model.architecture(), weights, model.labels(), model.preprocessing(), Optional.of(training));
    }

    private TrainingResult result(TrainingState state, TrainingResult.End end) {
        return new TrainingResult(
                state.epoch(),
                state.bestEpoch(),
                state.bestMetric() == null ? Double.NaN : state.bestMetric(),
                state.trainSeconds(),
                state.images(),
                task.batches().broken().messages(),
                end);
    }
}
