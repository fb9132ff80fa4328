package io.github.sknet.train.detect;

import io.github.sknet.datasets.detect.ObjectBox;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.detect.DetectionLevel;
import io.github.sknet.vision.detect.BoxCode;
import io.github.sknet.vision.image.BoundingBox;
import java.util.ArrayList;
import java.util.List;

/**
 * What each pixel of each level is to say (FCOS, Tian et al., ICCV 2019, §3.1–3.3, with the centre sampling of the authors'
 * later code): it answers for an object whose box it looks into, near the box's middle, if the box is neither too large nor too
 * small for its level; of several such objects for the smallest.
 *
 * <p>Locations are numbered image by image, level by level, row by row.
 *
 * @param locations how many there are in one image
 * @param classes of each location of each image: a label, {@link #BACKGROUND} or {@link #IGNORED}
 * @param positives the locations that answer for an object, over all images, ascending
 * @param distances four for each positive: left, top, right, bottom, in units of the level's stride
 * @param centerness one for each positive, above 0 and at most 1
 */
public record FcosTargets(int locations, int[] classes, int[] positives, float[] distances, float[] centerness) {

    /** No object is there. */
    public static final int BACKGROUND = -1;

    /** Whatever is said does not count: there is an object that counts neither for nor against. */
    public static final int IGNORED = -2;

    /** A pixel answers for a box if it lies within this many strides of the box's middle along both axes. */
    private static final double RADIUS = 1.5;

    /** The largest distance to an edge that a level answers for, in strides: 64 pixels on P3, 128 on P4 (§3.2). */
    private static final double REACH = 8;

    /**
     * A level and the size of its maps.
     *
     * @param level of the pyramid
     * @param size of the maps, height and width
     */
    public record Grid(DetectionLevel level, Size size) {}

    /**
     * Assigns objects to locations.
     *
     * @param grids the levels from fine to coarse
     * @param images the objects of each image, in pixels of the input
     */
    public static FcosTargets assign(List<Grid> grids, List<List<ObjectBox>> images) {
        int locations = grids.stream()
                .mapToInt(grid -> grid.size.height() * grid.size.width())
                .sum();
        int[] classes = new int[locations * images.size()];
        List<Integer> positives = new ArrayList<>();
        List<float[]> distances = new ArrayList<>();
        int location = 0;
        for (List<ObjectBox> objects : images) {
            for (int g = 0; g < grids.size(); g++) {
                double least = g == 0 ? 0 : REACH * grids.get(g - 1).level.stride();
                double most = g == grids.size() - 1
                        ? Double.POSITIVE_INFINITY
                        : REACH * grids.get(g).level.stride();
                Size size = grids.get(g).size;
                for (int row = 0; row < size.height(); row++) {
                    for (int column = 0; column < size.width(); column++, location++) {
                        Location here = new Location(grids.get(g).level, column, row, least, most);
                        ObjectBox object = here.smallest(objects);
                        if (object != null) {
                            classes[location] = object.label();
                            positives.add(location);
                            distances.add(BoxCode.encode(here.level, column, row, object.box()));
                        } else {
                            classes[location] = here.isIgnored(objects) ? IGNORED : BACKGROUND;
                        }
                    }
                }
            }
        }
        return new FcosTargets(
                locations,
                classes,
                positives.stream().mapToInt(Integer::intValue).toArray(),
                flatten(distances),
                centerness(distances));
    }

    private record Location(DetectionLevel level, int column, int row, double least, double most) {

        /** The smallest object that this location answers for; null where there is none. */
        ObjectBox smallest(List<ObjectBox> objects) {
            ObjectBox best = null;
            for (ObjectBox object : objects) {
                boolean smaller =
                        best == null || object.box().area() < best.box().area();
                if (!object.ignored() && smaller && answersFor(object.box())) {
                    best = object;
                }
            }
            return best;
        }

        private boolean answersFor(BoundingBox box) {
            double x = level.centre(column);
            double y = level.centre(row);
            double left = x - box.x();
            double top = y - box.y();
            double right = box.x() + box.width() - x;
            double bottom = box.y() + box.height() - y;
            if (Math.min(Math.min(left, right), Math.min(top, bottom)) <= 0) {
                return false;
            }
            double reach = Math.max(Math.max(left, right), Math.max(top, bottom));
            double radius = RADIUS * level.stride();
            return reach > least
                    && reach <= most
                    && Math.abs(left - right) < 2 * radius
                    && Math.abs(top - bottom) < 2 * radius;
        }

        boolean isIgnored(List<ObjectBox> objects) {
            double x = level.centre(column);
            double y = level.centre(row);
            for (ObjectBox object : objects) {
                BoundingBox box = object.box();
                if (object.ignored()
                        && x > box.x()
                        && x < box.x() + box.width()
                        && y > box.y()
                        && y < box.y() + box.height()) {
                    return true;
                }
            }
            return false;
        }
    }

    private static float[] flatten(List<float[]> distances) {
        float[] all = new float[4 * distances.size()];
        for (int i = 0; i < distances.size(); i++) {
            System.arraycopy(distances.get(i), 0, all, 4 * i, 4);
        }
        return all;
    }

    /** √(min(l, r) / max(l, r) · min(t, b) / max(t, b)) (FCOS, equation 3). */
    private static float[] centerness(List<float[]> distances) {
        float[] all = new float[distances.size()];
        for (int i = 0; i < all.length; i++) {
            float[] d = distances.get(i);
            double across = Math.min(d[0], d[2]) / Math.max(d[0], d[2]);
            double down = Math.min(d[1], d[3]) / Math.max(d[1], d[3]);
            all[i] = (float) Math.sqrt(across * down);
        }
        return all;
    }
}
