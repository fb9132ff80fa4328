package io.github.sknet.runtime.program;

import io.github.sknet.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shares of a selection's M branches.
 *
 * @param values a vector (C) for each branch, or one map (M, H, W)
 */
public record Attention(List<Value> values) {

    public Attention {
        values = List.copyOf(values);
    }

    /** Shares by channel, a vector (C) for each of M branches. */
    static Attention byChannel(String selection, int branches, int channels) {
        return new Attention(IntStream.range(0, branches)
                .mapToObj(m -> new Value(selection + ".attention." + m, Shape.vector(channels)))
                .toList());
    }

    /** Shares by pixel, one map (M, H, W). */
    static Attention byPixel(String selection, Shape map) {
        return new Attention(List.of(new Value(selection + ".attention", map)));
    }

    /** Whether each pixel has shares of its own, and not each channel. */
    public boolean isByPixel() {
        return !values.get(0).shape().vector();
    }

    /** Its axes where it is handed out, one value after the other: (N, M, C) or (N, M, H, W). */
    public List<Integer> shape(int batch) {
        Shape shape = values.get(0).shape();
        List<Integer> axes = new ArrayList<>(shape.withBatch(batch));
        if (!isByPixel()) {
            axes.add(1, values.size());
        }
        return axes;
    }
}
