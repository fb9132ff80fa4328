package io.github.sknet.graph;

import java.util.List;

/**
 * The paper's <em>Select</em> (Selective Kernel Networks, §3.1, equations 5 and 6): V = Σ aₘ·Fₘ, where the attention
 * a = softmax across the M branches, for each channel alone.
 *
 * <p>Inputs: the M branches, each (N, C, H, W), then the M logit vectors, each (N, C). Every engine can hand out the
 * attention, of shape (N, M, C), under the node's name; over the branches it sums to 1.
 *
 * @param branches M, at least 1
 */
public record Select(int branches) implements Op {

    public Select {
        Inputs.positive("Select", "branches", branches);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Inputs.count(this, inputs, 2 * branches);
        Shape map = Inputs.map(this, Inputs.common(this, inputs.subList(0, branches)));
        Shape logits = Inputs.vector(this, Inputs.common(this, inputs.subList(branches, 2 * branches)));
        Inputs.channels(this, logits, map.channels());
        return map;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitSelect(node, this);
    }
}
