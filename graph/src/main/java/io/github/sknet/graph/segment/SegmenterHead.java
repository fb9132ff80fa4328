package io.github.sknet.graph.segment;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Window;

/** The end of a segmenter, the output {@code logits}: a 1×1 convolution, bilinearly enlarged to the image's size. */
final class SegmenterHead {

    private static final float DEVIATION = 0.01f;

    private SegmenterHead() {}

    static void add(GraphBuilder builder, int channels, int classes, Node map) {
        Conv2d classifier = Conv2d.of(channels, classes, Window.of(1))
                .withWeightInit(Init.normal(DEVIATION))
                .withBias(Init.constant(0));
        Node coarse = builder.add("classifier", classifier, map);
        builder.output("logits", builder.add("resize", new Resize(Resize.Mode.BILINEAR), coarse, builder.input()));
    }
}
