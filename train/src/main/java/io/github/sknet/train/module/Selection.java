package io.github.sknet.train.module;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The paper's Select: V = Σ aₘ·Fₘ with a = softmax across the branches. The branches are never put together into one
 * tensor. Two of them are F₁ + σ(z₂ − z₁)·(F₂ − F₁), one pass over each map; more are accumulated one after the other.
 *
 * @param name the node's, under which the attention is handed out
 * @param branches M; the inputs are M maps (N, C, H, W), then M logit vectors (N, C)
 */
record Selection(String name, int branches) implements Step {

    private static final long BRANCH = 1;

    @Override
    public Tensor run(Tensor[] inputs, Pass pass) {
        return branches == 2 ? interpolate(inputs, pass) : accumulate(inputs, pass);
    }

    private Tensor interpolate(Tensor[] inputs, Pass pass) {
        Tensor second = inputs[3].sub(inputs[2]).sigmoid();
        if (pass.wantsAttention()) {
            Tensor first = inputs[2].sub(inputs[3]).sigmoid();
            handOut(pass, torch.stack(new TensorVector(first, second), BRANCH));
        }
        return torch.lerp(inputs[0], inputs[1], StepCompiler.perChannel(second));
    }

    private Tensor accumulate(Tensor[] inputs, Pass pass) {
        TensorVector logits = new TensorVector(branches);
        for (int m = 0; m < branches; m++) {
            logits.put(m, inputs[branches + m]);
        }
        Tensor attention = torch.softmax(torch.stack(logits, BRANCH), BRANCH);
        if (pass.wantsAttention()) {
            handOut(pass, attention);
        }
        Tensor selected = inputs[0].mul(StepCompiler.perChannel(attention.select(BRANCH, 0)));
        for (int m = 1; m < branches; m++) {
            selected.addcmul_(inputs[m], StepCompiler.perChannel(attention.select(BRANCH, m)));
        }
        return selected;
    }

    private void handOut(Pass pass, Tensor attention) {
        pass.attention().put(name, attention.detach().retainReference());
    }
}
