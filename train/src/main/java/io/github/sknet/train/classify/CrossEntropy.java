package io.github.sknet.train.classify;

import io.github.sknet.train.ClassWeights;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The cross entropy of logits (N, classes).
 *
 * @param smoothing the share of each target that is spread over all classes (Szegedy et al. 2016), 0 to below 1
 * @param classWeights a weight for each class; empty: all 1
 */
public record CrossEntropy(double smoothing, List<Double> classWeights) {

    private static final long MEAN = 1;
    private static final long NONE = 0;
    private static final long IGNORED = -100;

    public CrossEntropy {
        classWeights = ClassWeights.checked(classWeights);
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("Label smoothing must be in [0, 1), not " + smoothing);
        }
    }

    /** The mean over the samples; with class weights the weighted mean, as in PyTorch. */
    public Tensor mean(Tensor logits, int[] labels) {
        return NativeScope.handOut(() -> compute(logits, labels, MEAN));
    }

    /**
     * The mean where each sample has two labels, as after mixup.
     *
     * @param shares of the first labels, 0 to 1; the rest is the second labels'
     */
    public Tensor mean(Tensor logits, int[] labels, int[] partners, float[] shares) {
        return NativeScope.handOut(() -> {
            Tensor own = compute(logits, labels, NONE);
            Tensor other = compute(logits, partners, NONE);
            return torch.lerp(other, own, Device.of(logits).tensor(shares, shares.length))
                    .mean();
        });
    }

    private Tensor compute(Tensor logits, int[] labels, long reduction) {
        Device device = Device.of(logits);
        return torch.cross_entropy_loss(
                logits.to(ScalarType.Float), device.labels(labels), weights(device), reduction, IGNORED, smoothing);
    }

    private TensorOptional weights(Device device) {
        return classWeights.isEmpty()
                ? new TensorOptional()
                : new TensorOptional(device.tensor(ClassWeights.floats(classWeights), classWeights.size()));
    }
}
