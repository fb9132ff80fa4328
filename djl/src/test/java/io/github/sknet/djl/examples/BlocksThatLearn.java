package io.github.sknet.djl.examples;

import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.github.sknet.djl.blocks.SKConvBlock;
import io.github.sknet.djl.blocks.SKUnitBlock;

/** Blocks of the article in a network of DJL's own, trained by DJL. */
public final class BlocksThatLearn {

    private BlocksThatLearn() {}

    // region a network of DJL's own
    public static Block network(int classes) {
        return new SequentialBlock()
                .add(new SKConvBlock(3, 32, 2, 1, 2)) // features, WH, M, G, r
                .add(new SKUnitBlock(3, 16, 32, 2, 4, 2)) // inFeatures, outFeatures, WH, M, G, r
                .add(Activation::relu)
                .add(Pool.globalAvgPool2dBlock())
                .add(Linear.builder().setUnits(classes).build());
    }

    /** Trains it, and gives the loss of the last epoch. */
    public static float train(Block network, Dataset images, Shape shape, int epochs) throws Exception {
        DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed(0.01f))
                        .build())
                .addTrainingListeners(TrainingListener.Defaults.basic());
        try (Model model = Model.newInstance("stripes", "PyTorch")) {
            model.setBlock(network);
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(shape);
                EasyTrain.fit(trainer, epochs, images, null);
                return trainer.getTrainingResult().getTrainLoss();
            }
        }
    }
    // endregion
}
