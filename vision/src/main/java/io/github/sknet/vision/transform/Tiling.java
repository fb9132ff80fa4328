package io.github.sknet.vision.transform;

import io.github.sknet.graph.preprocessing.Preprocessing;
import java.util.ArrayList;
import java.util.List;

/**
 * How pictures that are much larger than a network's input are cut into tiles, which overlap.
 *
 * @param longerSide of a tile, in pixels of the picture; 0 for that of the input, so that nothing is enlarged or reduced
 * @param overlap of neighbours, as a share of a tile's side, 0 to 0.5; objects up to this size are whole in one of them
 */
public record Tiling(int longerSide, double overlap) {

    /** Tiles as large as the input, of which a quarter overlaps. */
    public static final Tiling USUAL = new Tiling(0, 0.25);

    /** Coarse maps lie in all tiles as they would in the whole picture where tiles begin at multiples of their strides. */
    private static final int ALIGNMENT = 32;

    public Tiling {
        if (longerSide < 0 || !(overlap >= 0 && overlap <= 0.5)) {
            throw new IllegalArgumentException(
                    "Tiles have a side of at least 1 pixel and overlap by 0 to 0.5 of it, not " + longerSide + " and "
                            + overlap);
        }
    }

    /** A tile, of the size and at the place that its two axes say. */
    public record Tile(Span columns, Span rows) {

        /** Whether a box in the picture's pixels is this tile's to tell of: those with their middle in its core. */
        public boolean owns(double middleX, double middleY) {
            return columns.owns(middleX) && rows.owns(middleY);
        }
    }

    /**
     * The tiles of a picture, row by row.
     *
     * @param preprocessing of the network's input
     */
    public List<List<Tile>> rows(Preprocessing preprocessing, int width, int height) {
        double scale =
                longerSide == 0 ? 1 : (double) longerSide / Math.max(preprocessing.width(), preprocessing.height());
        List<Span> columns = spans(width, side(preprocessing.width() * scale));
        return spans(height, side(preprocessing.height() * scale)).stream()
                .map(row ->
                        columns.stream().map(column -> new Tile(column, row)).toList())
                .toList();
    }

    private static int side(double length) {
        return (int) Math.max(1, Math.round(length));
    }

    /** Tiles along one side of a picture; the last one ends where the picture does. */
    private List<Span> spans(int size, int tile) {
        int step = (int) Math.max(1, tile * (1 - overlap));
        step -= step > ALIGNMENT ? step % ALIGNMENT : 0;
        List<Integer> starts = new ArrayList<>(List.of(0));
        while (starts.get(starts.size() - 1) + tile < size) {
            starts.add(Math.min(starts.get(starts.size() - 1) + step, size - tile));
        }
        int length = Math.min(tile, size);
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int before = i == 0 ? 0 : starts.get(i - 1) + length - starts.get(i);
            int after = i == starts.size() - 1 ? 0 : starts.get(i) + length - starts.get(i + 1);
            spans.add(new Span(starts.get(i), length, i > 0, before, i < starts.size() - 1, after));
        }
        return spans;
    }

    /**
     * A tile along one side of the picture.
     *
     * @param start its first pixel
     * @param length in pixels
     * @param preceded whether there is a tile before it
     * @param before how many pixels it shares with that one
     * @param followed whether there is a tile after it
     * @param after how many pixels it shares with that one
     */
    public record Span(int start, int length, boolean preceded, int before, boolean followed, int after) {

        /** Where a tile ends, the network sees less than there is: this share of an overlap, at each end, does not count. */
        private static final double MARGIN = 0.25;

        /** Two tiles may disagree about where an object's middle is, by so much of their overlap, and neither loses it. */
        private static final double TOLERANCE = 1.0 / 16;

        /** The first pixel behind it. */
        public int end() {
            return start + length;
        }

        /** Whether a position in the picture is nearer to this tile's middle than to its neighbours', or about as near. */
        public boolean owns(double position) {
            double first = start + before * (0.5 - TOLERANCE);
            double last = end() - after * (0.5 - TOLERANCE);
            return (!preceded || position >= first) && (!followed || position <= last);
        }

        /**
         * How much is counted of what the tile says of each of its pixels, 0 to 1. Two tiles' shares of a pixel sum to 1, and change
         * along their overlap without a jump.
         */
        public float[] shares() {
            float[] shares = new float[length];
            for (int i = 0; i < length; i++) {
                double left = preceded ? share(i + 0.5, before) : 1;
                double right = followed ? share(length - i - 0.5, after) : 1;
                shares[i] = (float) Math.min(left, right);
            }
            return shares;
        }

        private static double share(double distance, int overlap) {
            double margin = overlap * MARGIN;
            double share = overlap == 0 ? 1 : (distance - margin) / (overlap - 2 * margin);
            return Math.max(0, Math.min(1, share));
        }
    }
}
