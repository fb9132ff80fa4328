package io.github.sknet.bench.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.github.sknet.bench.worker.RandomPixels;
import io.github.sknet.bench.worker.Subject;
import io.github.sknet.bench.worker.TurnTaking;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * The process of DJL's trainer on {@link DjlNetwork}: one step is forward, cross entropy, backward and an update by SGD with
 * momentum (DJL has no Nesterov). Arguments: batch, channels, size, classes, and the
 * number of parameters that it must have.
 */
public final class DjlTrainingWorker {

    private static final float LEARNING_RATE = 0.01f;
    private static final float MOMENTUM = 0.9f;
    private static final float WEIGHT_DECAY = 5e-4f;

    private DjlTrainingWorker() {}

    public static void main(String[] arguments) throws IOException {
        TurnTaking turns = new TurnTaking();
        int batch = Integer.parseInt(arguments[0]);
        int channels = Integer.parseInt(arguments[1]);
        int size = Integer.parseInt(arguments[2]);
        int classes = Integer.parseInt(arguments[3]);
        Optimizer optimiser = Optimizer.sgd()
                .setLearningRateTracker(Tracker.fixed(LEARNING_RATE))
                .optMomentum(MOMENTUM)
                .optWeightDecays(WEIGHT_DECAY)
                .build();
        try (Model model = Model.newInstance("sknet_tiny", "PyTorch")) {
            model.setBlock(DjlNetwork.of(classes));
            DefaultTrainingConfig config =
                    new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(optimiser);
            try (Trainer trainer = model.newTrainer(config)) {
                Shape shape = new Shape(batch, channels, size, size);
                trainer.initialize(shape);
                requireParameters(model.getBlock(), Long.parseLong(arguments[4]));
                float[] pixels = RandomPixels.of(batch, channels, size, size);
                int[] labels = IntStream.range(0, batch).map(i -> i % classes).toArray();
                try (Subject subject = training(trainer, pixels, shape, labels)) {
                    subject.run();
                    turns.serve(subject);
                }
            }
        }
    }

    /** Unequal networks can't be compared. */
    private static void requireParameters(Block network, long expected) {
        long count = network.getParameters().values().stream()
                .filter(Parameter::requiresGradient)
                .mapToLong(parameter -> parameter.getArray().size())
                .sum();
        if (count != expected) {
            throw new IllegalStateException("DJL's network has " + count + " parameters, not " + expected);
        }
    }

    private static Subject training(Trainer trainer, float[] pixels, Shape shape, int[] labels) {
        return new Subject() {
            @Override
            public void run() {
                try (NDManager manager = trainer.getManager().newSubManager()) {
                    NDList images = new NDList(manager.create(pixels, shape));
                    NDList truth = new NDList(manager.create(labels));
                    try (GradientCollector gradients = trainer.newGradientCollector()) {
                        NDList scores = trainer.forward(images, truth);
                        NDArray loss = trainer.getLoss().evaluate(truth, scores);
                        gradients.backward(loss);
                    }
                    trainer.step();
                }
            }

            @Override
            public void close() {}
        };
    }
}
