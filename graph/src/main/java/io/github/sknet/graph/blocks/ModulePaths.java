package io.github.sknet.graph.blocks;

import io.github.sknet.graph.Linear;

/** The names of a selective kernel block's parts: the PyTorch module paths of the two code bases it comes from. */
public enum ModulePaths {
    /** {@code convs.0.0}, {@code fc}, {@code fcs.0}: pppLang/SKNet, the seed article's code. */
    SEED("convs.%d.0", "convs.%d.1", "convs.%d.2", "fc", "fc_bn", "fc_act", "fcs.%d", "softmax", Linear.Storage.MATRIX),
    /** {@code paths.0.conv}, {@code attn.fc_reduce}, {@code attn.fc_select}: timm's selective_kernel.py. */
    TIMM(
            "paths.%d.conv",
            "paths.%d.bn",
            "paths.%d.act",
            "attn.fc_reduce",
            "attn.bn",
            "attn.act",
            "attn.fc_select",
            "attn.select",
            Linear.Storage.POINTWISE);

    private final String convolution;
    private final String norm;
    private final String activation;
    final String reduce;
    final String reduceNorm;
    final String reduceActivation;
    final String expand;
    final String select;
    final Linear.Storage storage;

    ModulePaths(
            String convolution,
            String norm,
            String activation,
            String reduce,
            String reduceNorm,
            String reduceActivation,
            String expand,
            String select,
            Linear.Storage storage) {
        this.convolution = convolution;
        this.norm = norm;
        this.activation = activation;
        this.reduce = reduce;
        this.reduceNorm = reduceNorm;
        this.reduceActivation = reduceActivation;
        this.expand = expand;
        this.select = select;
        this.storage = storage;
    }

    /** The convolution of the {@code m}-th branch. */
    String convolution(int m) {
        return numbered(convolution, m);
    }

    /** The BatchNorm of the {@code m}-th branch. */
    String norm(int m) {
        return numbered(norm, m);
    }

    /** The ReLU of the {@code m}-th branch. */
    String activation(int m) {
        return numbered(activation, m);
    }

    /** What makes the logits of the {@code m}-th branch. */
    String expand(int m) {
        return expand.contains("%d") ? numbered(expand, m) : expand + "." + m;
    }

    /** What {@link String#format} gives, but with the same digits in every language. */
    private static String numbered(String path, int index) {
        return path.replace("%d", Integer.toString(index));
    }
}
