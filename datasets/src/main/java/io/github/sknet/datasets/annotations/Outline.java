package io.github.sknet.datasets.annotations;

import java.util.Arrays;
import java.util.List;

/** Which pixels are an object's. */
public sealed interface Outline {

    /**
     * The insides of polygons.
     *
     * @param points of each polygon, x and y in turn, in the annotation's coordinates
     */
    record Polygons(List<double[]> points) implements Outline {

        public Polygons {
            points = List.copyOf(points);
        }
    }

    /**
     * COCO's run lengths: of pixels outside and inside in turn, column by column.
     *
     * @param width of the picture
     * @param height of the picture
     * @param counts the runs' lengths
     * @see <a href="https://github.com/cocodataset/cocoapi/blob/master/common/maskApi.h">maskApi.h</a>
     */
    record RunLengths(int width, int height, int[] counts) implements Outline {

        /** Reads the compressed form, six bits a character ({@code rleFrString}). */
        static RunLengths ofText(int width, int height, String text) {
            int[] counts = new int[text.length()];
            int count = 0;
            for (int position = 0; position < text.length(); count++) {
                long value = 0;
                int shift = 0;
                int bits;
                do {
                    bits = position < text.length() ? text.charAt(position++) - 48 : 0;
                    value |= (long) (bits & 0x1F) << shift;
                    shift += 5;
                } while ((bits & 0x20) != 0 && shift < 60);
                if ((bits & 0x10) != 0) {
                    value |= -1L << shift;
                }
                counts[count] = (int) (count > 2 ? value + counts[count - 2] : value);
            }
            return new RunLengths(width, height, Arrays.copyOf(counts, count));
        }
    }
}
