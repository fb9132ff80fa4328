package io.github.sknet.graph;

import java.util.List;
import java.util.Locale;

/**
 * A mixture of M branches, V = Σ aₘ·Fₘ, by an attention that the network computes.
 *
 * <ul>
 *   <li>Softmax by channel is <em>Select</em> of Selective Kernel Networks (arXiv 1903.06586, §3.1, equations 5 and 6), and
 *       the split attention of ResNeSt (arXiv 2004.08955, §3.1), whose branches are the R splits of its radix; with a radix
 *       of 1 its gate is the sigmoid.
 *   <li>Sigmoid by pixel is the spatial kernel selection of LSKNet (arXiv 2303.09030, §3.3).
 * </ul>
 *
 * <p>Inputs: the M branches, each (N, C, H, W), then all logits as one value. By channel that is a vector (N, M·C), branch
 * by branch: channel c of branch m is logit m·C + c. By pixel it is a map (N, M, H, W). ResNeSt's layers give their logits
 * cardinal group by cardinal group ({@code rSoftMax} in zhanghang1989/ResNeSt, resnest/torch/models/splat.py): that of channel i
 * of group k of K for split r is (k·R + r)·C/K + i; a {@link ChannelPermute} brings it to r·C + k·C/K + i.
 *
 * <p>Every engine can hand out the attention under the node's name, as (N, M, C) or (N, M, H, W). A softmax sums to 1 over the
 * branches; of sigmoids each is in 0 … 1 for itself.
 *
 * @param branches M, at least 1
 * @param gate how logits become shares
 * @param extent what has a share of its own
 */
public record Select(int branches, Gate gate, Extent extent) implements Op {

    /** How logits become shares. */
    public enum Gate {
        /** Softmax across the branches: they compete. */
        SOFTMAX,
        /** The sigmoid of each: a branch's share says nothing of another's. */
        SIGMOID
    }

    /** What has a share of its own in each branch. */
    public enum Extent {
        /** Each channel, the same for all of its pixels. */
        CHANNEL,
        /** Each pixel, the same for all of its channels. */
        PIXEL
    }

    public Select {
        Inputs.positive("Select", "branches", branches);
    }

    /** The paper's: softmax across the branches, for each channel alone. */
    public static Select of(int branches) {
        return new Select(branches, Gate.SOFTMAX, Extent.CHANNEL);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (inputs.size() - 1 != branches) {
            throw new IllegalArgumentException(
                    this + " takes that many maps and then one value of logits, not " + inputs.size() + " input(s)");
        }
        Shape map = Inputs.map(this, Inputs.common(this, inputs.subList(0, branches)));
        long logits = extent == Extent.CHANNEL ? (long) branches * map.channels() : branches;
        Shape given = inputs.get(branches);
        boolean fits = extent == Extent.CHANNEL
                ? given.vector()
                : !given.vector() && given.height() == map.height() && given.width() == map.width();
        if (!fits || given.channels() != logits) {
            String pixels = extent == Extent.CHANNEL ? "" : ", " + map.height() + ", " + map.width();
            throw new IllegalArgumentException(
                    this + " takes logits (N, " + logits + pixels + ") for branches " + map + ", not " + given);
        }
        return map;
    }

    /**
     * The attention's axes: (N, M, C) or (N, M, H, W).
     *
     * @param output this operation's
     * @param batch N
     */
    public List<Integer> attentionShape(Shape output, int batch) {
        return switch (extent) {
            case CHANNEL -> List.of(batch, branches, output.channels());
            case PIXEL -> List.of(batch, branches, output.height(), output.width());
        };
    }

    /** The maps among a node's inputs. */
    public <T> List<T> maps(List<T> inputs) {
        return inputs.subList(0, branches);
    }

    /** The logits among a node's inputs. */
    public <T> T logits(List<T> inputs) {
        return inputs.get(branches);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitSelect(node, this);
    }

    @Override
    public String toString() {
        return "Select(" + branches + (branches == 1 ? " branch, " : " branches, ") + word(gate) + " by " + word(extent)
                + ")";
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
