package io.github.sknet.train.run;

import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.optim.MovingAverage;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.torch.ProcessMemory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Epoch after epoch: steps, evaluation, checkpoint, and what is told of them. */
final class TrainingLoop<D extends Dataset<D>, B extends Batch> {

    private final TrainingRun<D, B> run;
    private final Recipe recipe;
    private final Validation<D, B> validation;
    private final RunDirectory directory;
    private final TrainingListener listener;
    private final GraphModule module;
    private final StepRunner<B> steps;
    private final BatchLoader<B> batches;
    private final BooleanSupplier stopRequested;
    private long savedAt = System.nanoTime();
    private boolean learned;

    TrainingLoop(
            TrainingRun<D, B> run,
            Validation<D, B> validation,
            RunDirectory directory,
            TrainingListener listener,
            GraphModule module,
            StepRunner<B> steps,
            BatchLoader<B> batches,
            BooleanSupplier stopRequested) {
        this.run = run;
        this.recipe = run.recipe();
        this.validation = validation;
        this.directory = directory;
        this.listener = listener;
        this.module = module;
        this.steps = steps;
        this.batches = batches;
        this.stopRequested = stopRequested;
    }

    /** Begins with the first epoch; the first checkpoint is of what is there before. */
    TrainingResult begin() throws IOException {
        TrainingState start = TrainingState.start();
        save(start);
        return from(start);
    }

    /** Whether there was a step. */
    boolean hasLearned() {
        return learned;
    }

    /** Goes on from where a run was. */
    TrainingResult from(TrainingState start) throws IOException {
        TrainingState state = start.within(batches.batchesPerEpoch());
        listener.begin(state.epoch() + 1);
        if (state.epoch() < recipe.epochs()) {
            batches.seek(state.position());
        }
        while (state.epoch() < recipe.epochs()) {
            state = trainEpoch(state);
            if (state.batch() < batches.batchesPerEpoch()) {
                listener.stopping();
                save(state);
                return result(state, TrainingResult.End.STOPPED);
            }
            boolean evaluated = recipe.run().evaluates(state.epoch() + 1, recipe.epochs());
            state = evaluated ? judgeEpoch(state) : passEpoch(state);
            boolean patient = recipe.monitoring().patience() == 0
                    || state.epoch() - state.bestEpoch() < recipe.monitoring().patience();
            if (evaluated && !patient) {
                return result(state, TrainingResult.End.PATIENCE);
            }
            if (stopRequested.getAsBoolean() && state.epoch() < recipe.epochs()) {
                listener.stopping();
                return result(state, TrainingResult.End.STOPPED);
            }
        }
        return result(state, TrainingResult.End.COMPLETED);
    }

    /** The rest of an epoch, or as much of it as there is time for. */
    private TrainingState trainEpoch(TrainingState start) throws IOException {
        TrainingState state = start;
        int total = batches.batchesPerEpoch();
        double firstSeconds = state.trainSeconds();
        long firstImages = state.images();
        // A checkpoint holds no half-added gradients, so a stop waits for the update.
        while (state.batch() < total && !(stopRequested.getAsBoolean() && steps.isBetweenUpdates())) {
            long began = System.nanoTime();
            double waitedBefore = batches.waitedSeconds();
            StepRunner.Outcome outcome = steps.run(batches.next(), state, total);
            state = state.afterBatch(
                    outcome, (System.nanoTime() - began) * 1e-9, batches.waitedSeconds() - waitedBefore);
            learned |= state.epochImages() > 0;
            if (!Double.isFinite(outcome.loss())) {
                throw diverged(state, "The loss is not a number");
            }
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
                save(state);
            }
        }
        if (state.batch() == total && state.epochImages() == 0) {
            throw new IOException("None of the images to learn from can be read: "
                    + batches.broken().messages().stream().findFirst().orElse("there is none"));
        }
        return state;
    }

    private boolean isCheckpointDue() {
        double seconds = recipe.run().checkpointSeconds();
        return seconds > 0 && (System.nanoTime() - savedAt) * 1e-9 >= seconds;
    }

    /** Ends an epoch after which the network is not evaluated. */
    private TrainingState passEpoch(TrainingState state) throws IOException {
        numbers(state);
        EpochMetrics row = row(state, Map.of());
        TrainingState next = state.afterEpoch();
        directory.addMetrics(row);
        save(next);
        listener.epoch(ended(row, false));
        return next;
    }

    /** Ends an epoch, evaluates the network, and keeps it when it is the best so far. */
    private TrainingState judgeEpoch(TrainingState state) throws IOException {
        Weights trained = numbers(state);
        Weights judged = steps.average().map(MovingAverage::weights).orElse(trained);
        Map<String, Double> metrics = evaluate(state, judged, trained);
        double metric = metrics.get(run.monitored());
        EpochMetrics row = row(state, metrics);
        boolean better = recipe.monitoring().isBetter(metric, state.bestMetric());
        TrainingState next = state.afterEpoch(metric, better);
        directory.addMetrics(row);
        if (better) {
            described(judged, next).write(directory.best());
        }
        save(next);
        listener.epoch(ended(row, better));
        return next;
    }

    private TrainingListener.Epoch ended(EpochMetrics row, boolean best) {
        return new TrainingListener.Epoch(row, recipe.epochs(), "val_" + run.monitored(), best);
    }

    private Map<String, Double> evaluate(TrainingState state, Weights judged, Weights trained) throws IOException {
        boolean exchange = judged != trained;
        try {
            if (exchange) {
                module.load(judged);
            }
            return validation.metrics(module);
        } catch (NotANumberException e) {
            throw diverged(state, "The answers in judging are not all numbers");
        } finally {
            if (exchange) {
                module.load(trained);
            }
            module.train(true);
        }
    }

    /**
     * The weights as they are, which no file gets where one of them is no number.
     *
     * @throws TrainingException where one is not
     */
    private Weights numbers(TrainingState state) throws IOException {
        Weights weights = module.weights();
        if (!weights.tensors().values().stream().allMatch(Tensor::isFinite)) {
            throw diverged(state, "The weights are not all numbers");
        }
        return weights;
    }

    /** Ends a run that leads nowhere: the last checkpoint is of before, and the metrics say how far it came. */
    private TrainingException diverged(TrainingState state, String what) throws IOException {
        directory.addMetrics(row(state, Map.of()));
        return new TrainingException(
                what + " in epoch " + (state.epoch() + 1) + ", step " + state.batch() + ": try a smaller --lr than "
                        + recipe.optimiser().learningRate()
                        + (recipe.gradients().clipNorm() > 0 ? "" : ", or clipped gradients (--set clipNorm=1)"),
                result(state, TrainingResult.End.DIVERGED));
    }

    private EpochMetrics row(TrainingState state, Map<String, Double> metrics) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(
                "learning_rate",
                recipe.optimiser().learningRate() * recipe.schedule().factor(state.epoch() + 1, recipe.epochs()));
        state.sums().forEach((name, sum) -> values.put("train_" + name, sum / state.epochImages()));
        metrics.forEach((name, value) -> values.put("val_" + name, value));
        values.put("seconds", state.epochSeconds());
        values.put("images_per_second", state.epochImages() / state.epochSeconds());
        values.put("waiting_share", state.epochWaited() / state.epochSeconds());
        values.put("resident_mib", ProcessMemory.residentMebibytes());
        return new EpochMetrics(state.epoch() + 1, values);
    }

    private void save(TrainingState state) throws IOException {
        new Checkpoint(
                        described(numbers(state), state),
                        state,
                        steps.optimiserState(),
                        steps.average().map(MovingAverage::weights))
                .write(directory.last());
        savedAt = System.nanoTime();
    }

    private ModelFile described(Weights weights, TrainingState state) {
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("epochs", state.epoch());
        training.put("images", state.images());
        if (state.bestMetric() != null) {
            training.put(Checkpoint.METRIC, run.monitored());
            training.put("best", state.bestMetric());
        }
        training.put("recipe", recipe.toMap());
        return run.model().withWeights(weights).withTraining(Json.write(training));
    }

    private TrainingResult result(TrainingState state, TrainingResult.End end) {
        return new TrainingResult(
                state.epoch(),
                state.bestEpoch(),
                state.bestMetric() == null ? Double.NaN : state.bestMetric(),
                state.trainSeconds(),
                state.images(),
                batches.broken().messages(),
                end);
    }
}
