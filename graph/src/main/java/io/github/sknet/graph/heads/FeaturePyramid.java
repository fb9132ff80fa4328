package io.github.sknet.graph.heads;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Window;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The feature pyramid of Lin et al. (CVPR 2017, §3): 1×1 convolutions bring the backbone's maps to one width, coarse maps are
 * enlarged (nearest) and added to finer ones, a 3×3 convolution smooths each sum. Map Pₗ has the stride 2ˡ.
 *
 * <p>Levels above 5 come from 3×3 convolutions with stride 2 on P5, with a ReLU before each but the first (RetinaNet, Lin et
 * al. 2017, footnote 2, on P5 as in FCOS). Deviation: every convolution has a BatchNorm instead of a bias, which training
 * from scratch needs (He et al., Rethinking ImageNet Pre-training, 2019, §3.1).
 *
 * @param channels of every map
 * @param finest the lowest level, 2 … 5
 * @param coarsest the highest level, 5 … 7
 */
public record FeaturePyramid(int channels, int finest, int coarsest) {

    private static final int TOP = 5;

    public FeaturePyramid {
        if (channels < 1 || finest < 2 || finest > TOP || coarsest < TOP || coarsest > 7) {
            throw new IllegalArgumentException(
                    "A feature pyramid needs at least one channel and levels that begin at 2 … 5 and end at 5 … 7, not"
                            + " channels=" + channels + ", finest=" + finest + ", coarsest=" + coarsest);
        }
    }

    /** The part of a classifier that this pyramid rests on. */
    public Backbone cut(Graph classifier) {
        List<String> features = IntStream.rangeClosed(finest, TOP)
                .mapToObj(level -> "C" + level)
                .toList();
        return Backbone.of(classifier, features);
    }

    /**
     * Adds the pyramid below {@code fpn}.
     *
     * @param backbone as {@link #cut} gives it
     * @return level l to its map (N, channels, ⌈H / 2ˡ⌉, ⌈W / 2ˡ⌉)
     */
    public SortedMap<Integer, Node> build(Backbone backbone) {
        GraphBuilder scope = backbone.builder().scope("fpn");
        SortedMap<Integer, Node> maps = new TreeMap<>();
        Node above = null;
        for (int level = TOP; level >= finest; level--) {
            Node lateral = lateral(scope.scope("lateral" + level), backbone, "C" + level);
            Node merged = above == null ? lateral : merge(scope.scope("top_down" + level), lateral, above);
            maps.put(level, convolve(scope.scope("output" + level), 1, merged));
            above = merged;
        }
        for (int level = TOP + 1; level <= coarsest; level++) {
            Node below = maps.get(level - 1);
            Node input = level == TOP + 1 ? below : scope.add("relu" + level, Activation.relu(), below);
            maps.put(level, convolve(scope.scope("output" + level), 2, input));
        }
        maps.forEach((level, node) -> backbone.builder().feature("P" + level, node));
        return Collections.unmodifiableSortedMap(maps);
    }

    private Node lateral(GraphBuilder scope, Backbone backbone, String feature) {
        return ConvNormRelu.convNorm(
                scope, backbone.channelsOf(feature), channels, Window.of(1), backbone.feature(feature));
    }

    private static Node merge(GraphBuilder scope, Node lateral, Node above) {
        Node enlarged = scope.add("resize", new Resize(Resize.Mode.NEAREST), above, lateral);
        return scope.add("add", new Add(), lateral, enlarged);
    }

    private Node convolve(GraphBuilder scope, int stride, Node input) {
        return ConvNormRelu.convNorm(
                scope, channels, channels, Window.of(3).padding(1).stride(stride), input);
    }
}
