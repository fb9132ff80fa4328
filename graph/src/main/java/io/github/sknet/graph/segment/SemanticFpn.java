package io.github.sknet.graph.segment;

import io.github.sknet.graph.Add;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.heads.Backbone;
import io.github.sknet.graph.heads.ConvNormRelu;
import io.github.sknet.graph.heads.FeaturePyramid;
import io.github.sknet.graph.heads.Tower;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Semantic FPN (Kirillov et al., Panoptic Feature Pyramid Networks, CVPR 2019, §3.1 and figure 3): each level of a feature
 * pyramid is convolved and doubled in size until it is a quarter of the image; the sum of all is classified pixel by pixel.
 * Deviation: BatchNorm in the place of group normalisation.
 *
 * @param pyramid levels 2 … 5
 * @param channels of the convolutions on the levels
 * @param selective whether a selective kernel convolution follows on the sum
 */
public record SemanticFpn(FeaturePyramid pyramid, int channels, boolean selective) {

    /**
     * Puts the segmenter on a classifier's features.
     *
     * @param classifier offers C2 … C5
     */
    public Graph graph(Graph classifier, int classes) {
        Backbone backbone = pyramid.cut(classifier);
        GraphBuilder builder = backbone.builder();
        SortedMap<Integer, Node> maps = pyramid.build(backbone);
        List<Node> enlarged = new ArrayList<>();
        maps.keySet().forEach(level -> enlarged.add(enlarge(builder.scope("head.level" + level), maps, level)));
        Node sum = builder.add("head.add", new Add(), enlarged);
        Node x = new Tower(channels, selective ? 1 : 0, true).build(builder.scope("head.select"), sum);
        SegmenterHead.add(builder, channels, classes, x);
        return builder.build();
    }

    private Node enlarge(GraphBuilder scope, SortedMap<Integer, Node> maps, int level) {
        Node x = ConvNormRelu.three(pyramid.channels(), channels).build(scope.scope("0"), maps.get(level));
        for (int target = level - 1; target >= pyramid.finest(); target--) {
            GraphBuilder step = scope.scope(Integer.toString(level - target));
            x = step.add("resize", new Resize(Resize.Mode.BILINEAR), x, maps.get(target));
            if (target > pyramid.finest()) {
                x = ConvNormRelu.three(channels, channels).build(step, x);
            }
        }
        return x;
    }
}
