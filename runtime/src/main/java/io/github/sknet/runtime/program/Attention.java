package io.github.sknet.runtime.program;

import io.github.sknet.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The shares of a selection's M branches.
 *
 * @param values a vector (C) for each branch, or one map (M, H, W)
 */
public record Attention(List<Value> values) {

    public Attention {
        values = List.copyOf(values);
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
