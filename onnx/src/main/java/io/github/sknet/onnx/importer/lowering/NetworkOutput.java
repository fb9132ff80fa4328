package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.onnx.importer.ValueLayout;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import java.util.ArrayList;
import java.util.List;

/**
 * A value as an output of the network.
 *
 * @param node the node that makes it
 * @param layout how the file has it
 */
record NetworkOutput(String node, ValueLayout layout) {

    static NetworkOutput of(Context context, Feature feature) {
        List<Factor> parts = new ArrayList<>();
        for (int axis = 0; axis < feature.rank(); axis++) {
            parts.addAll(feature.view().parts(axis));
        }
        if (isInOrder(feature, parts, Axis.BATCH, Axis.CHANNEL, Axis.HEIGHT, Axis.WIDTH)) {
            boolean flat = feature.rank() == 2 && !feature.base().isPixel();
            String node = flat ? context.standard().flat(feature.base()).node() : pixel(context, feature);
            return new NetworkOutput(node, ValueLayout.CHANNELS_FIRST);
        }
        if (isInOrder(feature, parts, Axis.BATCH, Axis.HEIGHT, Axis.WIDTH, Axis.CHANNEL)) {
            return new NetworkOutput(feature.base().node(), ValueLayout.CHANNELS_LAST);
        }
        String node = feature.rank() == 2
                ? context.standard().vector(feature).node()
                : context.standard().map(feature).node();
        return new NetworkOutput(node, ValueLayout.CHANNELS_FIRST);
    }

    /** (N, C) of what is a map of one pixel becomes a vector, as tasks want it. */
    private static String pixel(Context context, Feature feature) {
        return feature.rank() == 2
                ? context.standard().pixel(feature.base()).node()
                : feature.base().node();
    }

    /** Whether the parts, one after the other, are whole axes in the given order. */
    private static boolean isInOrder(Feature feature, List<Factor> parts, Axis... axes) {
        int next = 0;
        for (Axis axis : axes) {
            Factor whole = feature.base().whole(axis);
            if (whole.isOne()) {
                continue;
            }
            if (next < parts.size() && parts.get(next).same(whole)) {
                next++;
                continue;
            }
            int end = partsOf(parts, next, whole);
            if (end < 0) {
                return false;
            }
            next = end;
        }
        return next == parts.size();
    }

    /** Where the parts end that are an axis cut in pieces, outermost first; −1 where they are not. */
    private static int partsOf(List<Factor> parts, int from, Factor whole) {
        long left = whole.axis() == Axis.CHANNEL ? whole.extent().number().orElse(0) : 0;
        int next = from;
        while (left > 1 && next < parts.size() && parts.get(next).axis() == whole.axis()) {
            Factor part = parts.get(next++);
            long extent = part.extent().number().orElse(0);
            if (extent < 1 || extent * part.stride() != left) {
                return -1;
            }
            left = part.stride();
        }
        return left == 1 && next > from ? next : -1;
    }
}
