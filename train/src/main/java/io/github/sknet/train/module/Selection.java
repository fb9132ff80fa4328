package io.github.sknet.train.module;

import io.github.sknet.graph.Select;
import io.github.sknet.graph.Select.Extent;
import io.github.sknet.graph.Select.Gate;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A mixture of branches, V = Σ aₘ·Fₘ. The branches are never put together into one tensor. Where two compete, the mixture is
 * F₁ + σ(z₂ − z₁)·(F₂ − F₁), one pass over each map; else they are accumulated one after the other.
 *
 * @param name the node's, under which the attention is handed out
 * @param op its inputs are M maps (N, C, H, W), then the logits, (N, M·C) or (N, M, H, W)
 */
record Selection(String name, Select op) implements Step {

    private static final long BRANCH = 1;

    @Override
    public Tensor run(Tensor[] inputs, Pass pass) {
        Tensor logits = inputs[op.branches()];
        if (op.extent() == Extent.CHANNEL) {
            logits = logits.reshape(logits.size(0), op.branches(), inputs[0].size(1));
        }
        return op.branches() == 2 && op.gate() == Gate.SOFTMAX
                ? interpolate(inputs, logits, pass)
                : accumulate(inputs, logits, pass);
    }

    private Tensor interpolate(Tensor[] inputs, Tensor logits, Pass pass) {
        Tensor difference = logits.select(BRANCH, 1).sub(logits.select(BRANCH, 0));
        Tensor second = difference.sigmoid();
        if (pass.wantsAttention()) {
            Tensor first = difference.neg().sigmoid();
            handOut(pass, torch.stack(new TensorVector(first, second), BRANCH));
        }
        return torch.lerp(inputs[0], inputs[1], factor(second));
    }

    private Tensor accumulate(Tensor[] inputs, Tensor logits, Pass pass) {
        Tensor attention = switch (op.gate()) {
            case SOFTMAX -> torch.softmax(logits, BRANCH);
            case SIGMOID -> logits.sigmoid();
        };
        if (pass.wantsAttention()) {
            handOut(pass, attention);
        }
        Tensor selected = inputs[0].mul(factor(attention.select(BRANCH, 0)));
        for (int m = 1; m < op.branches(); m++) {
            selected.addcmul_(inputs[m], factor(attention.select(BRANCH, m)));
        }
        return selected;
    }

    /** A branch's shares, (N, C) or (N, H, W), as what its map is multiplied by: (N, C, 1, 1) or (N, 1, H, W). */
    private Tensor factor(Tensor shares) {
        return switch (op.extent()) {
            case CHANNEL -> StepCompiler.perChannel(shares);
            case PIXEL -> shares.unsqueeze(1);
        };
    }

    private void handOut(Pass pass, Tensor attention) {
        pass.attention().put(name, attention.detach().retainReference());
    }
}
