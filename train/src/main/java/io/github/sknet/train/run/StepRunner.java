package io.github.sknet.train.run;

import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.SampleSeed;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.Objective;
import io.github.sknet.train.module.Forward;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.optim.FlatParameters;
import io.github.sknet.train.optim.MovingAverage;
import io.github.sknet.train.optim.Optimiser;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/** Single steps: forward, loss, backward, update. */
final class StepRunner<B extends Batch> implements AutoCloseable {

    /**
     * What a step gave. Where the loss is no number, nothing came of the step.
     *
     * @param updated whether the parameters changed, or gradients were only added up
     */
    record Outcome(double loss, Map<String, Double> metrics, int images, boolean updated) {}

    private final GraphModule module;
    private final Device device;
    private final Recipe recipe;
    private final Objective<B> objective;
    private final FlatParameters parameters;
    private final Optimiser optimiser;
    private final Optional<MovingAverage> average;
    private int accumulated;

    StepRunner(GraphModule module, Recipe recipe, Objective<B> objective) {
        this.module = module;
        this.device = module.device();
        this.recipe = recipe;
        this.objective = objective;
        parameters = new FlatParameters(module);
        optimiser = recipe.optimiser().on(parameters);
        average = recipe.averageDecay() > 0
                ? Optional.of(new MovingAverage(module, recipe.averageDecay()))
                : Optional.empty();
        module.train(true);
    }

    void restore(Checkpoint checkpoint) {
        module.load(checkpoint.model().weights());
        optimiser.restore(checkpoint.optimiser());
        if (average.isPresent()) {
            average.get().restore(checkpoint.average().orElse(checkpoint.model().weights()));
        }
    }

    /** False while gradients of a larger batch are being added up. */
    boolean isBetweenUpdates() {
        return accumulated == 0;
    }

    Map<String, Tensor> optimiserState() {
        return optimiser.state();
    }

    Optional<MovingAverage> average() {
        return average;
    }

    Outcome run(B batch, TrainingState state, int batchesPerEpoch) {
        SplittableRandom random = SampleSeed.random(recipe.seed(), state.steps());
        // Dropout's masks are a function of the seed and the step, so that a resumed run draws the same.
        torch.manual_seed(random.nextLong());
        Tensor images = objective.inputs(batch, new Objective.Moment(state.epoch(), recipe.epochs(), random));
        int size = images.size(0);
        boolean lastOfEpoch = state.batch() + 1 == batchesPerEpoch;
        boolean update = accumulated + 1 == recipe.gradients().accumulation() || lastOfEpoch;
        if (size == 0 || size == 1 && isTooFew(images)) {
            // The others of it are broken; the loader has named them.
            return new Outcome(0, Map.of(), 0, update && updateAfter(state, batchesPerEpoch));
        }
        Outcome outcome = NativeScope.get(() -> {
            Forward forward = recipe.precision()
                    .call(device, () -> module.forward(device.tensor(images), false))
                    .toFloat();
            org.bytedeco.pytorch.Tensor loss = objective.loss(forward, batch);
            double value = loss.item_double();
            if (!Double.isFinite(value)) {
                return new Outcome(value, Map.of(), size, false);
            }
            (recipe.gradients().accumulation() == 1
                            ? loss
                            : loss.mul(new Scalar(1.0 / recipe.gradients().accumulation())))
                    .backward();
            return new Outcome(value, objective.metrics(forward, batch), size, update);
        });
        if (!Double.isFinite(outcome.loss())) {
            return outcome;
        }
        accumulated++;
        if (update) {
            updateAfter(state, batchesPerEpoch);
        }
        return outcome;
    }

    /** Whether a single image is too few for the network's normalisation. */
    private boolean isTooFew(Tensor images) {
        return module.singleValue(images.size(2), images.size(3)).isPresent();
    }

    private boolean updateAfter(TrainingState state, int batchesPerEpoch) {
        if (accumulated == 0) {
            return false;
        }
        if (recipe.gradients().clipNorm() > 0) {
            parameters.clipGradients(recipe.gradients().clipNorm());
        }
        double epoch = state.epoch() + (state.batch() + 1.0) / batchesPerEpoch;
        optimiser.step(recipe.optimiser().learningRate() * recipe.schedule().factor(epoch, recipe.epochs()));
        parameters.zeroGradients();
        average.ifPresent(moving -> moving.update(state.updates()));
        accumulated = 0;
        return true;
    }

    @Override
    public void close() {
        average.ifPresent(MovingAverage::close);
        optimiser.close();
        parameters.close();
    }
}
