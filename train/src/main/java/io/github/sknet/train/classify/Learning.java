package io.github.sknet.train.classify;

import io.github.sknet.datasets.classify.LabelledBatch;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** What is learned of a batch's logits, (N, classes). */
interface Learning {

    /** The loss, a scalar. */
    Tensor loss(Tensor logits, LabelledBatch batch);

    /** What a step tells besides, by name. */
    Map<String, Double> metrics(Tensor logits, LabelledBatch batch);
}
