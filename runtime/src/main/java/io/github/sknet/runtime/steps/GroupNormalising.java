package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.layout.ProgramLayout;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Normalisation;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A group normalisation: the statistics of each channel in two passes, then those of its group. In double precision: a mean may be large beside what is left without it.
 *
 * @param op which
 * @param layout where its values are
 */
record GroupNormalising(Normalisation.NormaliseGroups op, ProgramLayout layout) implements Consumer<float[]> {

    @Override
    public void accept(float[] arena) {
        MapLayout map = layout.of(op.input());
        double[] means = groupMeans(distances(arena, map, new double[map.order().channels()], false));
        double[] variances = groupMeans(distances(arena, map, means, true));
        double[] factors = new double[means.length];
        Arrays.setAll(factors, c -> op.weight()[c] / Math.sqrt(variances[c] + op.epsilon()));
        int[] positions = positions(map);
        for (int y = 0; y < map.height(); y++) {
            int in = layout.row(op.input(), y);
            int out = layout.row(op.output(), y);
            for (int x = 0; x < map.width(); x++, in += map.stride(), out += map.stride()) {
                for (int c = 0; c < means.length; c++) {
                    double normal = (arena[in + positions[c]] - means[c]) * factors[c];
                    arena[out + positions[c]] = (float) (normal + op.bias()[c]);
                }
            }
        }
    }

    private static int[] positions(MapLayout map) {
        return IntStream.range(0, map.order().channels())
                .map(map.order()::position)
                .toArray();
    }

    /** By channel the sum over all pixels of the distance to its mean, squared or as it is. */
    private double[] distances(float[] arena, MapLayout map, double[] means, boolean squared) {
        double[] sums = new double[means.length];
        int[] positions = positions(map);
        for (int y = 0; y < map.height(); y++) {
            int at = layout.row(op.input(), y);
            for (int x = 0; x < map.width(); x++, at += map.stride()) {
                for (int c = 0; c < sums.length; c++) {
                    double distance = arena[at + positions[c]] - means[c];
                    sums[c] += squared ? distance * distance : distance;
                }
            }
        }
        return sums;
    }

    /** The mean of its group for each channel. */
    private double[] groupMeans(double[] sums) {
        int perGroup = sums.length / op.groups();
        double count = (double) perGroup * op.input().pixels();
        double[] means = new double[sums.length];
        for (int first = 0; first < sums.length; first += perGroup) {
            double mean = Arrays.stream(sums, first, first + perGroup).sum() / count;
            Arrays.fill(means, first, first + perGroup, mean);
        }
        return means;
    }
}
