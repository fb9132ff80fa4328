package io.github.sknet.graph.blocks;

import io.github.sknet.graph.Add;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;

/**
 * The seed article's {@code SKUnit} (pppLang/SKNet, sknet.py), with its argument names, order and defaults, parameter
 * names and numbers: 1×1 convolution, {@link SKConv}, 1×1 convolution, each followed by BatchNorm, plus a shortcut. A map
 * (N, inFeatures, H, W) becomes (N, outFeatures, ⌈H / stride⌉, ⌈W / stride⌉). No ReLU follows.
 *
 * <p>Deviation: where inFeatures = outFeatures and the stride isn't 1, the article's code adds maps of different sizes
 * and fails; here the shortcut is projected, as where the features differ.
 *
 * @param inFeatures the input's channels
 * @param outFeatures the output's channels
 * @param WH the input's size; accepted as in the article, and unused as there: any size works
 * @param M the number of branches
 * @param G the groups of the branches' convolutions; divides midFeatures
 * @param r the reduction ratio
 * @param midFeatures the channels of the SKConv; {@code null} for ⌊outFeatures / 2⌋, as if not given
 * @param stride of the SKConv and the projection; 1 if not given
 * @param L the least width of the attention; 32 if not given
 */
public record SKUnit(
        int inFeatures, int outFeatures, int WH, int M, int G, int r, Integer midFeatures, int stride, int L)
        implements Block {

    public SKUnit {
        midFeatures = midFeatures == null ? Integer.valueOf(outFeatures / 2) : midFeatures;
    }

    public SKUnit(int inFeatures, int outFeatures, int WH, int M, int G, int r) {
        this(inFeatures, outFeatures, WH, M, G, r, null);
    }

    public SKUnit(int inFeatures, int outFeatures, int WH, int M, int G, int r, Integer midFeatures) {
        this(inFeatures, outFeatures, WH, M, G, r, midFeatures, 1);
    }

    public SKUnit(int inFeatures, int outFeatures, int WH, int M, int G, int r, Integer midFeatures, int stride) {
        this(inFeatures, outFeatures, WH, M, G, r, midFeatures, stride, 32);
    }

    @Override
    public int inChannels() {
        return inFeatures;
    }

    @Override
    public int outChannels() {
        return outFeatures;
    }

    @Override
    public Node build(GraphBuilder scope, Node input) {
        GraphBuilder feas = scope.scope("feas");
        Node x = feas.add("0", pointwise(inFeatures, midFeatures, 1), input);
        x = feas.add("1", BatchNorm.of(midFeatures), x);
        x = new SKConv(midFeatures, WH, M, G, r, stride, L).build(feas.scope("2"), x);
        x = feas.add("3", BatchNorm.of(midFeatures), x);
        x = feas.add("4", pointwise(midFeatures, outFeatures, 1), x);
        x = feas.add("5", BatchNorm.of(outFeatures), x);
        return scope.add("add", new Add(), x, buildShortcut(scope.scope("shortcut"), input));
    }

    private Node buildShortcut(GraphBuilder scope, Node input) {
        if (inFeatures == outFeatures && stride == 1) {
            return input;
        }
        Node projected = scope.add("0", pointwise(inFeatures, outFeatures, stride), input);
        return scope.add("1", BatchNorm.of(outFeatures), projected);
    }

    private static Conv2d pointwise(int in, int out, int stride) {
        return Conv2d.of(in, out, Window.of(1).stride(stride))
                .withWeightInit(Init.torchDefault())
                .withBias(Init.torchDefault());
    }
}
