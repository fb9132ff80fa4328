package io.github.sknet.graph.blocks;

import io.github.sknet.graph.Init;
import io.github.sknet.graph.Linear;

/**
 * How a code base writes a selective kernel block down: the PyTorch module paths of its parts, how its checkpoints hold the
 * attention's layers, and how weights start.
 */
public enum Dialect {
    /** {@code convs.0.0}, {@code fc}, {@code fcs.0}: pppLang/SKNet, the seed article's code. */
    SEED(
            new BranchPaths("convs.%d.0", "convs.%d.1", "convs.%d.2"),
            new AttentionPaths("fc", "fc_bn", "fc_act", "fcs", "softmax"),
            Linear.Storage.MATRIX,
            Init.torchDefault(),
            Init.torchDefault()),
    /** {@code convs.0.conv}, {@code fc}, {@code fcs.0}: SKAttention.py of xmu-xiaoma666/External-Attention-pytorch. */
    EXTERNAL_ATTENTION(
            new BranchPaths("convs.%d.conv", "convs.%d.bn", "convs.%d.relu"),
            new AttentionPaths("fc", "fc_bn", "fc_act", "fcs", "softmax"),
            Linear.Storage.MATRIX,
            Init.torchDefault(),
            Init.torchDefault()),
    /** {@code paths.0.conv}, {@code attn.fc_reduce}, {@code attn.fc_select}: timm's selective_kernel.py. */
    TIMM(
            new BranchPaths("paths.%d.conv", "paths.%d.bn", "paths.%d.act"),
            new AttentionPaths("attn.fc_reduce", "attn.bn", "attn.act", "attn.fc_select", "attn.select"),
            Linear.Storage.POINTWISE,
            Init.kaimingFanOut(),
            Init.constant(0));

    final BranchPaths branches;
    final AttentionPaths attention;
    private final Linear.Storage storage;
    final Init weightInit;
    private final Init biasInit;

    Dialect(BranchPaths branches, AttentionPaths attention, Linear.Storage storage, Init weightInit, Init biasInit) {
        this.branches = branches;
        this.attention = attention;
        this.storage = storage;
        this.weightInit = weightInit;
        this.biasInit = biasInit;
    }

    /** A fully connected layer of the attention. */
    Linear layer(int in, int out, boolean bias) {
        return new Linear(in, out, bias, storage, weightInit, biasInit);
    }

    /** The parts of a branch, with {@code %d} where its number goes. */
    record BranchPaths(String convolution, String norm, String activation) {

        String convolution(int m) {
            return numbered(convolution, m);
        }

        String norm(int m) {
            return numbered(norm, m);
        }

        String activation(int m) {
            return numbered(activation, m);
        }

        /** What {@link String#format} gives, but with the same digits in every language. */
        private static String numbered(String path, int index) {
            return path.replace("%d", Integer.toString(index));
        }
    }

    /**
     * The parts of an attention.
     *
     * @param reduce the first layer
     * @param norm its BatchNorm
     * @param activation its ReLU
     * @param expand the second layer, which makes the logits of all branches
     * @param select the selection
     */
    record AttentionPaths(String reduce, String norm, String activation, String expand, String select) {

        /** The second layer that makes the logits of the {@code m}-th branch alone. */
        String expand(int m) {
            return expand + "." + m;
        }

        /** What joins the logits of such layers. */
        String logits() {
            return select + ".logits";
        }
    }
}
