package io.github.sknet.train.module;

import io.github.sknet.graph.Linear;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A linear layer with groups, as a matrix product for each group: libtorch's has none.
 *
 * @param op the layer
 * @param weight (out, in / groups), perhaps with two axes more
 * @param bias (out)
 */
record GroupedProduct(Linear op, Tensor weight, Optional<Tensor> bias) implements Step {

    @Override
    public Tensor run(Tensor[] inputs, Pass pass) {
        int groups = op.groups();
        Tensor vectors = inputs[0].reshape(-1, groups, op.inPerGroup()).transpose(0, 1);
        Tensor blocks = weight.reshape(groups, op.outFeatures() / groups, op.inPerGroup())
                .transpose(1, 2);
        Tensor product = vectors.bmm(blocks).transpose(0, 1).flatten(1, 2);
        return bias.map(product::add).orElse(product);
    }
}
