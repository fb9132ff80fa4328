package io.github.sknet.graph.segment;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.heads.AtrousPyramid;
import io.github.sknet.graph.heads.Backbone;
import io.github.sknet.graph.heads.ConvNormRelu;
import java.util.List;

/**
 * DeepLabV3 (Chen et al., Rethinking Atrous Convolution for Semantic Image Segmentation, 2017): an atrous pyramid on the last
 * map of a backbone whose last strides are dilations, then a 3×3 convolution and the classifier, as torchvision builds it.
 *
 * @param channels of the head; 256 in the paper
 * @param rates the pyramid's dilations; 6, 12 and 18 in the paper at output stride 16, twice that at 8
 * @param selective whether the pyramid selects among its dilations
 */
public record DeepLab(int channels, List<Integer> rates, boolean selective) {

    private static final String FEATURE = "C5";

    /** torchvision's. */
    private static final float DROPOUT = 0.5f;

    public DeepLab {
        rates = List.copyOf(rates);
    }

    /**
     * Puts the segmenter on a classifier's last map.
     *
     * @param classifier offers C5, at the output stride that is wanted
     */
    public Graph graph(Graph classifier, int classes) {
        Backbone backbone = Backbone.of(classifier, List.of(FEATURE));
        GraphBuilder builder = backbone.builder();
        Node x = new AtrousPyramid(backbone.channelsOf(FEATURE), channels, rates, selective, DROPOUT)
                .build(builder.scope("head.aspp"), backbone.feature(FEATURE));
        x = ConvNormRelu.three(channels, channels).build(builder.scope("head.last"), x);
        SegmenterHead.add(builder, channels, classes, x);
        return builder.build();
    }
}
