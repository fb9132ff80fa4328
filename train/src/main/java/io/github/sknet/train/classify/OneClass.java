package io.github.sknet.train.classify;

import io.github.sknet.datasets.classify.LabelledBatch;
import io.github.sknet.train.torch.Device;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * That each image is of one class.
 *
 * @param entropy the loss
 */
record OneClass(CrossEntropy entropy) implements Learning {

    @Override
    public Tensor loss(Tensor logits, LabelledBatch batch) {
        return batch.mixed()
                ? entropy.mean(logits, batch.labels(), batch.partnerLabels(), batch.shares())
                : entropy.mean(logits, batch.labels());
    }

    /** {@code accuracy}: the share of the images whose best class is right. */
    @Override
    public Map<String, Double> metrics(Tensor logits, LabelledBatch batch) {
        Tensor right =
                logits.argmax(new LongOptional(1), false).eq(Device.of(logits).labels(batch.labels()));
        return Map.of("accuracy", right.sum().item_double() / batch.size());
    }
}
