package io.github.sknet.onnx.importer.evaluation;

import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.List;

/**
 * What a {@code Slice} takes of one axis; negative places count from the end.
 *
 * @param axis counted from the start
 * @param start the first place
 * @param end one past the last place
 * @param step the distance of places
 */
public record SliceRange(int axis, long start, long end, long step) {

    private static final int INPUTS_SINCE = 10;

    /**
     * The ranges of a node: attributes before operator set 10, inputs from then on.
     *
     * @param inputs the values of its inputs, of which the first may be null
     * @throws IllegalArgumentException when they do not fit a tensor of that rank
     */
    public static SliceRange[] of(OnnxNode node, List<Constant> inputs, int rank, int opset) {
        long[] starts = numbers(node, inputs, "starts", 1, opset);
        long[] ends = numbers(node, inputs, "ends", 2, opset);
        long[] axes = numbers(node, inputs, "axes", 3, opset);
        long[] steps = numbers(node, inputs, "steps", 4, opset);
        if (starts == null || ends == null || starts.length != ends.length) {
            throw new IllegalArgumentException("it does not say where it begins and ends");
        }
        if (axes != null && axes.length != starts.length || steps != null && steps.length != starts.length) {
            throw new IllegalArgumentException("it has another number of axes or steps than of places");
        }
        SliceRange[] ranges = new SliceRange[starts.length];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = new SliceRange(
                    Axes.normal(axes == null ? i : axes[i], rank), starts[i], ends[i], steps == null ? 1 : steps[i]);
            if (ranges[i].step == 0) {
                throw new IllegalArgumentException("its step is 0");
            }
        }
        return ranges;
    }

    private static long[] numbers(OnnxNode node, List<Constant> inputs, String name, int index, int opset) {
        if (opset < INPUTS_SINCE) {
            return node.attributes().wholes(name).orElse(null);
        }
        Constant input = index < inputs.size() ? inputs.get(index) : null;
        return input == null ? null : input.wholes();
    }

    /** Which places that are of an axis. */
    public Picked within(int extent) {
        long first = clamp(start < 0 ? start + extent : start, step > 0 ? 0 : -1, step > 0 ? extent : extent - 1);
        long last = clamp(end < 0 ? end + extent : end, step > 0 ? 0 : -1, step > 0 ? extent : extent - 1);
        if (step < 0 && end < -extent) {
            last = -1;
        }
        long count = step > 0 ? (last - first + step - 1) / step : (first - last - step - 1) / -step;
        return new Picked((int) Math.max(first, 0), (int) step, (int) Math.max(0, count));
    }

    private static long clamp(long value, long low, long high) {
        return Math.max(low, Math.min(high, value));
    }

    /**
     * Places of an axis.
     *
     * @param start the first
     * @param step from one to the next
     * @param count how many
     */
    public record Picked(int start, int step, int count) {}
}
