package io.github.sknet.train.segment;

import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.train.torch.Device;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Cross entropy over the pixels that count, and a share of Dice loss (Milletari et al., V-Net, 2016, §3, with plain sums in the
 * denominator), which looks at each class as a whole and so at small ones as much as at large ones.
 *
 * @param dice the weight of the Dice loss, 0 or above
 * @param classWeights the weight of each class in the cross entropy; empty for equal ones
 */
public record SegmentationLoss(double dice, List<Float> classWeights) {

    /** torch's {@code Reduction::Mean}. */
    private static final long MEAN = 1;

    private static final double SMOOTH = 1;

    public SegmentationLoss {
        classWeights = List.copyOf(classWeights);
        if (!(dice >= 0)) {
            throw new IllegalArgumentException("The weight of the Dice loss is 0 or above, not " + dice);
        }
    }

    /**
     * The loss of a batch, a single value; 0 where no pixel counts.
     *
     * @param logits (N, classes, H, W)
     * @param masks N·H·W labels and {@link SegmentationDataset#IGNORED}
     */
    public Tensor of(Tensor logits, int[] masks) {
        if (Arrays.stream(masks).allMatch(label -> label == SegmentationDataset.IGNORED)) {
            return logits.sum().mul(new Scalar(0.0));
        }
        long[] shape = {logits.size(0), logits.size(2), logits.size(3)};
        Device device = Device.of(logits);
        Tensor truth = device.tensor(masks, shape).to(ScalarType.Long);
        Tensor loss = torch.cross_entropy_loss(logits, truth, weights(device), MEAN, SegmentationDataset.IGNORED, 0);
        return dice == 0 ? loss : loss.add(dice(logits, truth).mul(new Scalar(dice)));
    }

    private TensorOptional weights(Device device) {
        if (classWeights.isEmpty()) {
            return new TensorOptional();
        }
        float[] weights = new float[classWeights.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = classWeights.get(i);
        }
        return new TensorOptional(device.tensor(weights, weights.length));
    }

    /** 1 − the mean over the batch's classes of (2·Σpt + 1) / (Σp + Σt + 1). */
    static Tensor dice(Tensor logits, Tensor truth) {
        long classes = logits.size(1);
        Tensor counts = truth.ne(new Scalar(SegmentationDataset.IGNORED)).unsqueeze(1);
        Tensor labels = truth.unsqueeze(1).mul(counts);
        Tensor probable = logits.softmax(1).mul(counts);
        // Sums by class of the true class's probability and of 1: far less work than with one-hot truths.
        Tensor flat = labels.flatten();
        Tensor none = probable.new_zeros(classes);
        Tensor shared = none.index_add(0, flat, probable.gather(1, labels).flatten());
        Tensor pixels = none.index_add(0, flat, counts.to(ScalarType.Float).flatten());
        Tensor sizes = probable.sum(0, 2, 3).add(pixels);
        Tensor overlap = shared.mul(new Scalar(2.0)).add(new Scalar(SMOOTH)).div(sizes.add(new Scalar(SMOOTH)));
        // Classes that the batch does not have would otherwise be asked to vanish altogether.
        Tensor present = pixels.gt(new Scalar(0)).to(ScalarType.Float);
        return overlap.mul(present).sum().div(present.sum()).neg().add(new Scalar(1.0));
    }
}
