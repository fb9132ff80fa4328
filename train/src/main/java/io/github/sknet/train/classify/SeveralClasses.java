package io.github.sknet.train.classify;

import io.github.sknet.datasets.classify.LabelledBatch;
import io.github.sknet.train.torch.Device;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * That each image is of any number of classes.
 *
 * @param entropy the loss
 * @param classes how many there are
 */
record SeveralClasses(BinaryCrossEntropy entropy, int classes) implements Learning {

    @Override
    public Tensor loss(Tensor logits, LabelledBatch batch) {
        return entropy.mean(logits, targets(batch));
    }

    /** Of what was mixed, each class to the share of its image. */
    private float[] targets(LabelledBatch batch) {
        float[] targets = new float[batch.size() * classes];
        for (int row = 0; row < batch.size(); row++) {
            float own = batch.shares()[row];
            for (int label : batch.classes()[row]) {
                targets[row * classes + label] += own;
            }
            for (int label : batch.partnerClasses()[row]) {
                targets[row * classes + label] += 1 - own;
            }
        }
        return targets;
    }

    /** {@code F1}: of the batch's classes, as those are told whose logits are above 0; 1 where there is none to tell. */
    @Override
    public Map<String, Double> metrics(Tensor logits, LabelledBatch batch) {
        float[] truths = new float[batch.size() * classes];
        for (int row = 0; row < batch.size(); row++) {
            for (int label : batch.classes()[row]) {
                truths[row * classes + label] = 1;
            }
        }
        Tensor told = logits.gt(new Scalar(0.0));
        Tensor right = told.mul(Device.of(logits).tensor(truths, batch.size(), classes));
        double all = told.sum().item_double();
        for (float truth : truths) {
            all += truth;
        }
        return Map.of("F1", all == 0 ? 1 : 2 * right.sum().item_double() / all);
    }
}
