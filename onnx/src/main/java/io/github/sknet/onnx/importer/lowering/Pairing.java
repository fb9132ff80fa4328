package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.onnx.importer.evaluation.Dim;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import java.util.ArrayList;
import java.util.List;

/**
 * Two computed values that are joined value by value, the smaller one repeated over pixels or channels.
 *
 * @param first the one that has all positions
 * @param second the other's node, as the operation takes it
 * @param swapped whether they were the other way round
 */
record Pairing(Feature first, Base second, boolean swapped) {

    /**
     * Pairs two values by their views; where these differ, by what they are as maps.
     *
     * @throws IllegalArgumentException when neither has all positions of the other
     */
    static Pairing of(Context context, Feature a, Feature b) {
        if (covers(a, b)) {
            return new Pairing(padded(a, b), b.base(), false);
        }
        if (covers(b, a)) {
            return new Pairing(padded(b, a), a.base(), true);
        }
        Feature standardA = standard(context, a);
        Feature standardB = standard(context, b);
        if (covers(standardA, standardB)) {
            return new Pairing(standardA, standardB.base(), false);
        }
        if (covers(standardB, standardA)) {
            return new Pairing(standardB, standardA.base(), true);
        }
        throw new IllegalArgumentException(
                "it joins values of shapes " + a.view().shape() + " and "
                        + b.view().shape() + ", of which neither is the other repeated over pixels or channels");
    }

    private static Feature standard(Context context, Feature feature) {
        return feature.rank() == 2
                ? Feature.vector(context.standard().vector(feature))
                : Feature.map(context.standard().map(feature));
    }

    /** The larger value with as many axes as the result has. */
    private static Feature padded(Feature large, Feature small) {
        View view = large.view();
        List<Integer> front = new ArrayList<>();
        for (int axis = 0; axis < small.rank() - large.rank(); axis++) {
            front.add(axis);
        }
        return front.isEmpty() ? large : large.with(view.unsqueeze(front));
    }

    /** Whether each axis of the small one is the same part of its value as the large one's, or is repeated. */
    private static boolean covers(Feature large, Feature small) {
        int rank = Math.max(large.rank(), small.rank());
        for (int i = 1; i <= rank; i++) {
            List<Factor> mine = i <= large.rank() ? large.view().parts(large.rank() - i) : List.of();
            List<Factor> theirs = i <= small.rank() ? small.view().parts(small.rank() - i) : List.of();
            if (!theirs.isEmpty() && !same(mine, theirs)) {
                return false;
            }
        }
        return repeats(large, small, Axis.BATCH) && repeats(large, small, Axis.CHANNEL) && repeatsPixels(large, small);
    }

    private static boolean same(List<Factor> mine, List<Factor> theirs) {
        if (mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            if (!mine.get(i).same(theirs.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** An axis of the small value is the large one's, or has one position; the batch is never repeated. */
    private static boolean repeats(Feature large, Feature small, Axis axis) {
        Dim mine = large.base().whole(axis).extent();
        Dim theirs = small.base().whole(axis).extent();
        return theirs.same(mine) || axis == Axis.CHANNEL && theirs.is(1);
    }

    private static boolean repeatsPixels(Feature large, Feature small) {
        Base mine = large.base();
        Base theirs = small.base();
        if (mine.vector()) {
            return theirs.vector();
        }
        return theirs.isPixel()
                || theirs.height().same(mine.height()) && theirs.width().same(mine.width());
    }
}
