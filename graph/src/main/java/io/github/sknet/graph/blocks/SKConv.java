package io.github.sknet.graph.blocks;

import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;

/**
 * The seed article's {@code SKConv} (pppLang/SKNet, sknet.py), with its argument names, order and defaults, parameter
 * names and numbers: a map (N, features, H, W) becomes (N, features, ⌈H / stride⌉, ⌈W / stride⌉).
 *
 * <p>It differs from the paper's block; {@link SelectiveKernel#paper} is that one.
 *
 * @param features the channels, in and out
 * @param WH the input's size; accepted as in the article, and unused as there: any size works
 * @param M the number of branches, of kernels 3, 5, 7 …
 * @param G the groups of every convolution; divides features
 * @param r the reduction ratio: d = max(⌊features / r⌋, L)
 * @param stride of every branch; 1 if not given
 * @param L the least d; 32 if not given
 */
public record SKConv(int features, int WH, int M, int G, int r, int stride, int L) implements Block {

    public SKConv(int features, int WH, int M, int G, int r) {
        this(features, WH, M, G, r, 1);
    }

    public SKConv(int features, int WH, int M, int G, int r, int stride) {
        this(features, WH, M, G, r, stride, 32);
    }

    /** The same block in the general description. */
    public SelectiveKernel selectiveKernel() {
        return SelectiveKernel.seed(features, M, G, r, stride, L);
    }

    @Override
    public int inChannels() {
        return features;
    }

    @Override
    public int outChannels() {
        return features;
    }

    @Override
    public Node build(GraphBuilder scope, Node input) {
        return selectiveKernel().build(scope, input);
    }
}
