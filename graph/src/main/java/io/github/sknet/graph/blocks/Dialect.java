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
            "convs.%d.0",
            "convs.%d.1",
            "convs.%d.2",
            "fc",
            "fc_bn",
            "fc_act",
            "fcs",
            "softmax",
            Linear.Storage.MATRIX,
            Init.torchDefault(),
            Init.torchDefault()),
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
            Linear.Storage.POINTWISE,
            Init.kaimingFanOut(),
            Init.constant(0));

    private final String convolution;
    private final String norm;
    private final String activation;
    final String reduce;
    final String reduceNorm;
    final String reduceActivation;
    /** What makes the logits of all branches. */
    final String expand;

    final String select;
    private final Linear.Storage storage;
    final Init weightInit;
    private final Init biasInit;

    Dialect(
            String convolution,
            String norm,
            String activation,
            String reduce,
            String reduceNorm,
            String reduceActivation,
            String expand,
            String select,
            Linear.Storage storage,
            Init weightInit,
            Init biasInit) {
        this.convolution = convolution;
        this.norm = norm;
        this.activation = activation;
        this.reduce = reduce;
        this.reduceNorm = reduceNorm;
        this.reduceActivation = reduceActivation;
        this.expand = expand;
        this.select = select;
        this.storage = storage;
        this.weightInit = weightInit;
        this.biasInit = biasInit;
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

    /** What makes the logits of the {@code m}-th branch alone. */
    String expand(int m) {
        return expand + "." + m;
    }

    /** A fully connected layer of the attention. */
    Linear layer(int in, int out, boolean bias) {
        return new Linear(in, out, bias, storage, weightInit, biasInit);
    }

    /** What {@link String#format} gives, but with the same digits in every language. */
    private static String numbered(String path, int index) {
        return path.replace("%d", Integer.toString(index));
    }
}
