package io.github.sknet.graph.detect;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.heads.Backbone;
import io.github.sknet.graph.heads.FeaturePyramid;
import io.github.sknet.graph.heads.Tower;

/**
 * FCOS (Tian et al., Fully Convolutional One-Stage Object Detection, ICCV 2019): on every level of a feature pyramid, each
 * pixel says of which class the object around it is, how far that object's four edges are, and how central the pixel lies. See
 * {@link DetectionLevel} for the outputs.
 *
 * <p>As in the authors' improved version and torchvision's: centre-ness is computed beside the boxes, distances are
 * rectified and in units of the level's stride, which makes their range about the same at every level, and so no learned scale
 * for each level is needed. Deviations: BatchNorm, one for each level, in the place of group normalisation, which no engine
 * can fold away; the distances' bias starts at 4 (a box of 8 strides) so that none starts where ReLU has no slope.
 *
 * @param pyramid the maps that the head is applied to
 * @param convolutions in each of the head's two towers; 4 in the paper
 * @param selective whether the towers' convolutions select kernels
 */
public record Fcos(FeaturePyramid pyramid, int convolutions, boolean selective) {

    /** The probability that every class starts with (focal loss, Lin et al. 2017, §4.1). */
    private static final double PRIOR = 0.01;

    private static final float FIRST_DISTANCE = 4;

    /** The standard deviation of the last convolutions' weights at the start (FCOS, §4). */
    private static final float DEVIATION = 0.01f;

    /**
     * Puts the detector on a classifier's features.
     *
     * @param classifier offers C3 … C5
     * @param classes the kinds of objects; there is no class for the background
     */
    public Graph graph(Graph classifier, int classes) {
        Backbone backbone = pyramid.cut(classifier);
        GraphBuilder builder = backbone.builder();
        GraphBuilder head = builder.scope("head");
        pyramid.build(backbone)
                .forEach((level, map) -> buildHead(
                        builder, head.sharingScope("P" + level), DetectionLevel.pyramid(level), classes, map));
        return builder.build();
    }

    private void buildHead(GraphBuilder builder, GraphBuilder head, DetectionLevel level, int classes, Node map) {
        Tower tower = new Tower(pyramid.channels(), convolutions, selective);
        Node looks = tower.build(head.scope("class_tower"), map);
        Node places = tower.build(head.scope("box_tower"), map);
        float rare = (float) -Math.log((1 - PRIOR) / PRIOR);
        Node distances = head.add("box", prediction(4, FIRST_DISTANCE), places);
        builder.output(level.classes(), head.add("class", prediction(classes, rare), looks));
        builder.output(level.boxes(), head.add("box_relu", Activation.relu(), distances));
        builder.output(level.centerness(), head.add("centerness", prediction(1, 0), places));
    }

    private Conv2d prediction(int out, float bias) {
        return Conv2d.of(pyramid.channels(), out, Window.of(3).padding(1))
                .withWeightInit(Init.normal(DEVIATION))
                .withBias(Init.constant(bias));
    }
}
