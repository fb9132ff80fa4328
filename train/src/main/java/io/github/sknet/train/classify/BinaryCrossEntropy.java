package io.github.sknet.train.classify;

import io.github.sknet.train.ClassWeights;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The binary cross entropy of each class's logit on its own, where classes do not exclude each other: summed over the classes, so that a
 * logit's gradient is as large as in {@link CrossEntropy} and the same learning rates fit, and averaged over the samples. (PyTorch's {@code
 * BCEWithLogitsLoss} averages over the classes as well.)
 *
 * @param smoothing the share of each target that is drawn towards one half, 0 to below 1
 * @param classWeights a weight for each class; empty: all 1
 */
record BinaryCrossEntropy(double smoothing, List<Double> classWeights) {

    private static final long SUM = 2;

    BinaryCrossEntropy {
        classWeights = ClassWeights.checked(classWeights);
    }

    /**
     * The mean over the samples.
     *
     * @param logits (N, classes)
     * @param targets (N, classes), row-major, 0 to 1
     */
    Tensor mean(Tensor logits, float[] targets) {
        return NativeScope.handOut(() -> {
            Device device = Device.of(logits);
            int samples = (int) logits.size(0);
            int classes = targets.length / samples;
            float[] smoothed = new float[targets.length];
            for (int i = 0; i < targets.length; i++) {
                smoothed[i] = (float) (targets[i] * (1 - smoothing) + smoothing / 2);
            }
            Tensor sum = torch.binary_cross_entropy_with_logits(
                    logits.to(ScalarType.Float),
                    device.tensor(smoothed, samples, classes),
                    weights(device),
                    new TensorOptional(),
                    SUM);
            return sum.div(new Scalar(samples));
        });
    }

    private TensorOptional weights(Device device) {
        return classWeights.isEmpty()
                ? new TensorOptional()
                : new TensorOptional(device.tensor(ClassWeights.floats(classWeights), classWeights.size()));
    }
}
