package io.github.sknet.train.detect;

import io.github.sknet.datasets.detect.ObjectBox;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.detect.DetectionLevel;
import io.github.sknet.train.ClassWeights;
import io.github.sknet.train.detect.FcosTargets.Grid;
import io.github.sknet.train.torch.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * FCOS's loss (Tian et al., ICCV 2019, equation 2, with the GIoU of the authors' later code): focal loss of the classes, a box
 * loss of 1 − GIoU weighed by centre-ness, binary cross entropy of the centre-ness; the first and the last divided by the
 * number of positive locations, the second by the sum of their centre-ness.
 *
 * @param levels of the detector's pyramid
 * @param classes kinds of objects
 * @param classWeights a weight for each class's part of the focal loss, 0 or above; empty: all 1
 */
public record DetectionLoss(List<DetectionLevel> levels, int classes, List<Double> classWeights) {

    /** Focal loss: the weight of positives (Lin et al. 2017, §5.1). */
    private static final double ALPHA = 0.25;

    private static final double TINY = 1e-7;

    public DetectionLoss {
        levels = List.copyOf(levels);
        classWeights = List.copyOf(classWeights);
    }

    /** All classes count alike. */
    public DetectionLoss(List<DetectionLevel> levels, int classes) {
        this(levels, classes, List.of());
    }

    /**
     * The parts of the loss, each a single value.
     *
     * @param classes focal loss
     * @param boxes GIoU loss
     * @param centerness binary cross entropy
     */
    public record Parts(Tensor classes, Tensor boxes, Tensor centerness) {

        /** The loss itself. */
        public Tensor sum() {
            return classes.add(boxes).add(centerness);
        }
    }

    /**
     * The loss of a batch.
     *
     * @param outputs of the detector, by name
     * @param objects of each image, in pixels of the input
     */
    public Parts of(Map<String, Tensor> outputs, List<List<ObjectBox>> objects) {
        FcosTargets targets = FcosTargets.assign(grids(outputs), objects);
        Tensor logits = gather(outputs, DetectionLevel::classes, classes);
        Tensor classLoss = focal(logits, targets).div(new Scalar((double) Math.max(1, targets.positives().length)));
        Tensor boxes = gather(outputs, DetectionLevel::boxes, 4);
        Tensor centerness = gather(outputs, DetectionLevel::centerness, 1);
        if (targets.positives().length == 0) {
            // Nothing to learn, but the gradients of all parameters stay defined.
            return new Parts(
                    classLoss,
                    boxes.sum().mul(new Scalar(0.0)),
                    centerness.sum().mul(new Scalar(0.0)));
        }
        Device device = Device.of(boxes);
        Tensor positives = device.tensor(targets.positives(), targets.positives().length);
        Tensor central = device.tensor(targets.centerness(), targets.centerness().length);
        Tensor wanted = device.tensor(targets.distances(), targets.centerness().length, 4);
        Tensor overlaps = generalisedIoU(boxes.index_select(0, positives), wanted);
        Tensor boxLoss = overlaps.neg().add(new Scalar(1.0)).mul(central).sum().div(central.sum());
        Tensor centernessLoss = torch.binary_cross_entropy_with_logits(
                centerness.index_select(0, positives).flatten(), central);
        return new Parts(classLoss, boxLoss, centernessLoss);
    }

    private List<Grid> grids(Map<String, Tensor> outputs) {
        return levels.stream()
                .map(level -> {
                    Tensor map = outputs.get(level.classes());
                    return new Grid(level, new Size((int) map.size(2), (int) map.size(3)));
                })
                .toList();
    }

    /** An output of all levels, (N·locations, channels), in the order of {@link FcosTargets}. */
    private Tensor gather(Map<String, Tensor> outputs, Function<DetectionLevel, String> name, int channels) {
        List<Tensor> parts = new ArrayList<>();
        for (DetectionLevel level : levels) {
            Tensor map = outputs.get(name.apply(level));
            parts.add(map.permute(0, 2, 3, 1).reshape(map.size(0), -1, channels));
        }
        return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), 1).reshape(-1, channels);
    }

    /** The sum of −α_t (1 − p_t)² log p_t over all locations and classes (Lin et al., ICCV 2017, equation 5, γ = 2). */
    private Tensor focal(Tensor logits, FcosTargets targets) {
        int count = targets.classes().length;
        float[] truth = new float[count * classes];
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            int label = targets.classes()[i];
            weights[i] = label == FcosTargets.IGNORED ? 0 : 1;
            if (label >= 0) {
                truth[i * classes + label] = 1;
            }
        }
        Device device = Device.of(logits);
        Tensor each = focal(logits, device.tensor(truth, count, classes)).mul(device.tensor(weights, count, 1));
        return (classWeights.isEmpty() ? each : each.mul(device.tensor(ClassWeights.floats(classWeights), 1, classes)))
                .sum();
    }

    /**
     * The focal loss of each logit.
     *
     * @param truth 0 or 1 for each
     */
    static Tensor focal(Tensor logits, Tensor truth) {
        // With s = 1 for positives and −1 for negatives: p_t = σ(s·x), log p_t = −softplus(−s·x).
        Tensor sign = truth.mul(new Scalar(2.0)).sub(new Scalar(1.0));
        Tensor signed = logits.mul(sign);
        Tensor alpha = truth.mul(new Scalar(2 * ALPHA - 1)).add(new Scalar(1 - ALPHA));
        Tensor doubt = signed.neg().sigmoid();
        return torch.softplus(signed.neg()).mul(doubt.square()).mul(alpha);
    }

    /**
     * Generalised IoU (Rezatofighi et al., CVPR 2019) of boxes that are coded from the same points.
     *
     * @param found (P, 4) distances
     * @param wanted (P, 4) distances
     * @return (P), −1 to 1
     */
    static Tensor generalisedIoU(Tensor found, Tensor wanted) {
        Tensor least = torch.minimum(found, wanted);
        Tensor most = torch.maximum(found, wanted);
        Tensor intersection = area(least);
        Tensor union = area(found).add(area(wanted)).sub(intersection).add(new Scalar(TINY));
        Tensor hull = area(most).add(new Scalar(TINY));
        return intersection.div(union).sub(hull.sub(union).div(hull));
    }

    private static Tensor area(Tensor distances) {
        Tensor width = distances.select(1, 0).add(distances.select(1, 2));
        Tensor height = distances.select(1, 1).add(distances.select(1, 3));
        return width.mul(height);
    }
}
