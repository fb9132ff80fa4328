package io.github.sknet.vision.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A TIFF file without compression, as sensors' are.
 *
 * @param bits of a sample: 8, 16 or 32
 * @param kind of the samples: 1 for whole numbers from 0, 2 for those below 0 as well, 3 for floating point
 * @param planar whether each band is a plane of its own
 * @param extra what the file says of the samples after the first: 0 nothing, 1 or 2 that they are opacity
 */
public record TiffFile(int width, int height, int bands, int bits, int kind, boolean planar, int extra) {

    private static final int HEADER = 8;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    /** The value of a sample. */
    @FunctionalInterface
    public interface Value {
        double at(int x, int y, int band);
    }

    /** The file. */
    public byte[] content(Value value) {
        byte[] samples = samples(value);
        int plane = samples.length / bands;
        int[] offsets =
                planar ? IntStream.range(0, bands).map(b -> HEADER + b * plane).toArray() : new int[] {HEADER};
        int colors = bands > 3 && extra > 0 ? 3 : 1;
        int[][] entries = {
            {256, LONG, width},
            {257, LONG, height},
            joined(258, SHORT, repeated(bits, bands)),
            {259, SHORT, 1},
            {262, SHORT, colors == 3 ? 2 : 1},
            joined(273, LONG, offsets),
            {277, SHORT, bands},
            {278, LONG, height},
            joined(279, LONG, repeated(samples.length / offsets.length, offsets.length)),
            {284, SHORT, planar ? 2 : 1},
            joined(338, SHORT, repeated(extra, bands - colors)),
            joined(339, SHORT, repeated(kind, bands))
        };
        int[][] used = Arrays.stream(entries).filter(entry -> entry.length > 2).toArray(int[][]::new);
        ByteBuffer directory = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
        int start = HEADER + samples.length;
        int values = 2 + 12 * used.length + 4;
        directory.putShort((short) used.length);
        for (int[] entry : used) {
            int size = entry[1] == SHORT ? Short.BYTES : Integer.BYTES;
            int count = entry.length - 2;
            directory.putShort((short) entry[0]).putShort((short) entry[1]).putInt(count);
            boolean inside = count * size <= Integer.BYTES;
            int at = inside ? directory.position() : values;
            if (!inside) {
                directory.putInt(directory.position(), start + values);
                values += count * size;
            }
            for (int i = 0; i < count; i++) {
                if (size == Short.BYTES) {
                    directory.putShort(at + i * size, (short) entry[2 + i]);
                } else {
                    directory.putInt(at + i * size, entry[2 + i]);
                }
            }
            directory.position(directory.position() + Integer.BYTES);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 42)
                .putInt(start)
                .array());
        out.writeBytes(samples);
        out.writeBytes(Arrays.copyOf(directory.array(), values));
        return out.toByteArray();
    }

    private static int[] repeated(int value, int count) {
        return IntStream.generate(() -> value).limit(count).toArray();
    }

    private static int[] joined(int tag, int type, int[] values) {
        return IntStream.concat(IntStream.of(tag, type), IntStream.of(values)).toArray();
    }

    private byte[] samples(Value value) {
        ByteBuffer buffer =
                ByteBuffer.allocate(width * height * bands * bits / Byte.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        int[] sizes = planar ? new int[] {bands, height, width} : new int[] {height, width, bands};
        for (int a = 0; a < sizes[0]; a++) {
            for (int b = 0; b < sizes[1]; b++) {
                for (int c = 0; c < sizes[2]; c++) {
                    put(buffer, planar ? value.at(c, b, a) : value.at(b, a, c));
                }
            }
        }
        return buffer.array();
    }

    private void put(ByteBuffer buffer, double value) {
        if (kind == 3) {
            buffer.putFloat((float) value);
        } else if (bits == Byte.SIZE) {
            buffer.put((byte) value);
        } else if (bits == Short.SIZE) {
            buffer.putShort((short) (int) value);
        } else {
            buffer.putInt((int) (long) value);
        }
    }
}
