package io.github.sknet.graph.blocks;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The paper's <em>Fuse</em> and <em>Select</em> (Selective Kernel Networks, §3.1): the branches' maps become s (N, C), two
 * fully connected layers make z (N, d) and the logits (N, M·C) of it, and their softmax across the branches mixes the maps.
 *
 * @param width d, the channels of z
 * @param bias whether both layers have one
 * @param batchNorm whether z is normalised
 * @param relu whether z is rectified
 * @param joint true for one second layer of M·C outputs, false for M layers of C outputs
 */
public record Attention(int width, boolean bias, boolean batchNorm, boolean relu, boolean joint) {

    public Attention {
        if (width < 1) {
            throw new IllegalArgumentException("The attention's width d must be at least 1, not " + width);
        }
    }

    /** The seed article's: linear layers with bias, nothing between them. */
    public static Attention seed(int width) {
        return new Attention(width, true, false, false, false);
    }

    /** The paper's (equation 3) and timm's: no bias, BatchNorm and ReLU on z, one second layer. */
    public static Attention paper(int width) {
        return new Attention(width, false, true, true, true);
    }

    /** d = max(⌊C / r⌋, L): the paper's equation 4. */
    public static int width(int channels, int r, int minimum) {
        if (r < 1) {
            throw new IllegalArgumentException("The reduction ratio r must be at least 1, not " + r);
        }
        return Math.max(channels / r, minimum);
    }

    /**
     * timm's {@code make_divisible(channels · ratio, divisor)}: the nearest multiple of the divisor, at least one
     * divisor, and never more than a tenth below.
     */
    public static int divisibleWidth(int channels, double ratio, int divisor) {
        double wanted = channels * ratio;
        int rounded = Math.max(divisor, (int) (wanted + divisor / 2.0) / divisor * divisor);
        return rounded < 0.9 * wanted ? rounded + divisor : rounded;
    }

    /** The mixture of maps of C channels each. */
    public Node build(GraphBuilder scope, Dialect dialect, int channels, List<Node> maps) {
        Node s = scope.add("fuse", new Fuse(), maps);
        Node z = buildReduce(scope, dialect, channels, s);
        List<Node> inputs = new ArrayList<>(maps);
        inputs.add(
                joint
                        ? scope.add(dialect.attention.expand(), dialect.layer(width, maps.size() * channels, bias), z)
                        : buildSeparateLogits(scope, dialect, channels, maps.size(), z));
        return scope.add(dialect.attention.select(), Select.of(maps.size()), inputs);
    }

    private Node buildReduce(GraphBuilder scope, Dialect dialect, int channels, Node pooled) {
        Node z = scope.add(dialect.attention.reduce(), dialect.layer(channels, width, bias), pooled);
        if (batchNorm) {
            z = scope.add(dialect.attention.norm(), BatchNorm.of(width), z);
        }
        return relu ? scope.add(dialect.attention.activation(), Activation.relu(), z) : z;
    }

    private Node buildSeparateLogits(GraphBuilder scope, Dialect dialect, int channels, int branches, Node z) {
        List<Node> logits = IntStream.range(0, branches)
                .mapToObj(m -> scope.add(dialect.attention.expand(m), dialect.layer(width, channels, bias), z))
                .toList();
        return branches == 1 ? logits.get(0) : scope.add(dialect.attention.logits(), new Concat(), logits);
    }
}
