package org.example.loop;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.classify.ClassifyDatasets;
import io.github.sknet.datasets.classify.LabelledBatch;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.datasets.classify.LabelledDatasets;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.TorchRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A training loop of one's own for a {@link PooledUnit}: docs/own-network.md shows the region. */
public final class OwnLoop {

    private OwnLoop() {}

    // region the loop
    /** Trains, and tells the loss of each step. */
    public static List<Double> train(Path photos, int steps) throws IOException {
        TorchRuntime.start();
        List<Double> losses = new ArrayList<>();
        try (Splits<LabelledDataset> data = LabelledDatasets.open(photos.toString());
                BatchLoader<LabelledBatch> batches = new BatchLoader<>(
                        new ClassifyDatasets()
                                .evaluationBatches(data.forTraining(0.1, 1).train(), Preprocessing.imageNet(64)),
                        BatchLoader.Settings.training(8, 1, 1));
                PooledUnit network = new PooledUnit(data.labels().size());
                AdamW optimiser = new AdamW(network.parameters(), new AdamWOptions(0.01))) {
            network.train(true);
            for (int step = 0; step < steps; step++) {
                LabelledBatch batch = batches.next();
                losses.add(NativeScope.get(() -> {
                    optimiser.zero_grad();
                    Tensor logits = network.forward(Device.CPU.tensor(batch.images()));
                    Tensor loss = torch.cross_entropy_loss(logits, Device.CPU.labels(batch.labels()));
                    loss.backward();
                    optimiser.step();
                    return loss.item_double();
                }));
            }
        }
        return losses;
    }
    // endregion
}
