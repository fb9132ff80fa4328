package io.github.sknet.djl.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.github.sknet.graph.Select;

/**
 * A mixture of branches, V = Σ aₘ·Fₘ.
 *
 * @param name the node's, under which the attention is handed out
 * @param op its inputs are M maps (N, C, H, W), then the logits, (N, M·C) or (N, M, H, W)
 */
record Selection(String name, Select op) implements Step {

    @Override
    public NDArray run(NDArray[] inputs, Pass pass) {
        NDArray attention = attention(inputs);
        if (pass.attention() != null) {
            pass.attention().put(name, attention);
        }
        NDArray mixture = inputs[0].mul(factor(attention, 0));
        for (int m = 1; m < op.branches(); m++) {
            mixture = mixture.add(inputs[m].mul(factor(attention, m)));
        }
        return mixture;
    }

    private NDArray attention(NDArray[] inputs) {
        NDArray logits = inputs[op.branches()];
        if (op.extent() == Select.Extent.CHANNEL) {
            long batch = logits.getShape().get(0);
            logits = logits.reshape(batch, op.branches(), inputs[0].getShape().get(1));
        }
        return switch (op.gate()) {
            case SOFTMAX -> logits.softmax(1);
            case SIGMOID -> Activation.sigmoid(logits);
        };
    }

    /** A branch's shares as what its map is multiplied by: (N, C, 1, 1) or (N, 1, H, W). */
    private NDArray factor(NDArray attention, int branch) {
        NDArray shares = attention.get(":, {}", branch);
        return switch (op.extent()) {
            case CHANNEL -> ArraySteps.perChannel(shares);
            case PIXEL -> shares.expandDims(1);
        };
    }
}
