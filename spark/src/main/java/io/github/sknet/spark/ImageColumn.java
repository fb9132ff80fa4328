package io.github.sknet.spark;

import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.image.ImageException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Images as they stand in columns: files' content, as Spark's source {@code binaryFile} has it, or images of its source {@code image}. */
final class ImageColumn {

    /** The fields of Spark's images; OpenCV's samples, blue before green before red. */
    private static final List<String> FIELDS = List.of("origin", "height", "width", "nChannels", "mode", "data");

    private ImageColumn() {}

    /**
     * Checks that a column holds images.
     *
     * @throws IllegalArgumentException saying what it holds, when it doesn't
     */
    static void requireType(String name, DataType type) {
        boolean image = type instanceof StructType struct
                && Arrays.asList(struct.fieldNames()).containsAll(FIELDS);
        if (!image && !(type instanceof BinaryType)) {
            throw new IllegalArgumentException("The column '" + name + "' (inputCol) is of type " + type.simpleString()
                    + "; images are binary (as of binaryFile) or structs of " + String.join(", ", FIELDS)
                    + " (as of Spark's source image)");
        }
    }

    /**
     * The image of a cell.
     *
     * @param name what messages call it
     * @throws ImageException when there is none, or it is broken
     */
    static Image image(Object cell, String name) throws ImageException {
        if (cell == null) {
            throw new ImageException(name + " is null");
        }
        return cell instanceof Row row ? decoded(row, name) : ImageDecoder.decode((byte[]) cell, name);
    }

    private static Image decoded(Row row, String name) throws ImageException {
        int width = row.getAs("width");
        int height = row.getAs("height");
        int channels = row.getAs("nChannels");
        byte[] data = row.getAs("data");
        boolean bytes = (int) row.getAs("mode") % 8 == 0;
        if (!bytes || channels != 1 && channels != 3 && channels != 4) {
            throw new ImageException(name + " is an image of " + channels + " channels in OpenCV's mode "
                    + row.getAs("mode") + "; of bytes with 1, 3 or 4 channels are read");
        }
        if (width < 1 || height < 1 || data == null || (long) width * height * channels != data.length) {
            throw new ImageException(name + " is an image of " + width + "×" + height + " pixels with "
                    + (data == null ? "no" : data.length) + " samples");
        }
        return new Image(width, height, channels == 1 ? 1 : 3, channels == 1 ? data : rgb(data, channels));
    }

    private static byte[] rgb(byte[] samples, int channels) {
        byte[] rgb = new byte[samples.length / channels * 3];
        for (int from = 0, to = 0; from < samples.length; from += channels, to += 3) {
            rgb[to] = samples[from + 2];
            rgb[to + 1] = samples[from + 1];
            rgb[to + 2] = samples[from];
        }
        return rgb;
    }
}
