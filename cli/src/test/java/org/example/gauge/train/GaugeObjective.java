package org.example.gauge.train;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.train.Objective;
import io.github.sknet.train.module.Forward;
import io.github.sknet.train.torch.NativeScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.example.gauge.datasets.BrightnessBatch;

/** The mean squared error. */
record GaugeObjective(String output, BatchLoader.Source<BrightnessBatch> batches, double scale)
        implements Objective<BrightnessBatch> {

    @Override
    public Tensor loss(Forward forward, BrightnessBatch batch) {
        return NativeScope.handOut(() -> {
            Tensor truth = Tensor.create(batch.brightness(), batch.size(), 1);
            return torch.mse_loss(forward.outputs().get(output), truth).mul(new Scalar(scale));
        });
    }
}
