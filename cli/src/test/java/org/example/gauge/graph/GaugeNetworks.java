package org.example.gauge.graph;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFamily;
import io.github.sknet.graph.models.RegisteredModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks that can be asked for by name. */
public final class GaugeNetworks implements ModelFamily {

    /** The name of the smallest gauge with a selection in it. */
    public static final String TINY = "gauge_tiny";

    private static final int WIDTH = 8;

    @Override
    public List<RegisteredModel> models() {
        return List.of(new RegisteredModel(
                TINY,
                "a convolution, a selective kernel convolution, a number",
                new GaugeTask(),
                Architecture.of(TINY, 1, 3),
                16,
                Map.of(),
                Optional.empty(),
                architecture -> tiny(architecture.channels())));
    }

    /** {@value #TINY}. */
    public static Graph tiny(int channels) {
        GraphBuilder builder = new GraphBuilder(channels);
        Node x = builder.add(
                "stem", Conv2d.of(channels, WIDTH, Window.of(3).stride(2).padding(1)), builder.input());
        x = SelectiveKernel.paper(WIDTH, 2, 2, 2, 1, 4).build(builder.scope("select"), x);
        Node pooled = builder.add("pool", new GlobalAveragePool(), x);
        builder.output("brightness", builder.add("gauge", Linear.of(WIDTH, 1), pooled));
        return builder.build();
    }
}
