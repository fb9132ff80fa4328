package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.DatasetException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The content of an IDX file of unsigned bytes, the format of MNIST: two zero bytes, the element type, the number of axes,
 * each axis's length as a big-endian integer, then the elements, the last axis varying fastest.
 *
 * @param shape the axes' lengths
 * @param content as many bytes as the shape says
 */
record IdxFile(int[] shape, byte[] content) {
    private static final int UNSIGNED_BYTE = 0x08;

    /**
     * Reads a file's content, gzipped or not.
     *
     * @param name what messages call it
     * @param axes the number of axes that it should have
     */
    static IdxFile read(byte[] file, String name, int axes) throws IOException {
        boolean gzipped = file.length > 1 && (file[0] & 0xFF) == 0x1F && (file[1] & 0xFF) == 0x8B;
        InputStream raw = new ByteArrayInputStream(file);
        try (InputStream plain = gzipped ? new GZIPInputStream(raw, 1 << 16) : raw) {
            return read(plain, name, axes);
        } catch (ZipException | EOFException broken) {
            throw new DatasetException(name + " is a broken or truncated gzip file", broken);
        }
    }

    /** Reads an uncompressed stream. */
    static IdxFile read(InputStream stream, String name, int axes) throws IOException {
        DataInputStream data = new DataInputStream(stream);
        int[] shape = header(data, name, axes);
        long size = 1;
        for (int extent : shape) {
            size = Math.multiplyExact(size, (long) extent);
            if (size > Integer.MAX_VALUE - 16) {
                throw new DatasetException(name + " declares a shape of " + Arrays.toString(shape)
                        + ", more than the 2 GiB that an IDX file may hold");
            }
        }
        // Grows with what arrives, so that a lying header costs no memory.
        byte[] content = data.readNBytes((int) size);
        if (content.length < size) {
            throw tooShort(name, shape, size);
        }
        // Reading to the end also has gzip's checksum verified.
        if (data.read() >= 0) {
            throw new DatasetException(
                    name + " goes on after the " + size + " bytes that its shape " + Arrays.toString(shape) + " needs");
        }
        return new IdxFile(shape, content);
    }

    private static int[] header(DataInputStream data, String name, int axes) throws IOException {
        try {
            int magic = data.readInt();
            if (magic != (UNSIGNED_BYTE << 8 | axes)) {
                throw new DatasetException(String.format(
                        Locale.ROOT,
                        "%s is not an IDX file of unsigned bytes with %d axes (it begins with %08x, not %08x)",
                        name,
                        axes,
                        magic,
                        UNSIGNED_BYTE << 8 | axes));
            }
            int[] shape = new int[axes];
            for (int axis = 0; axis < axes; axis++) {
                shape[axis] = data.readInt();
                if (shape[axis] < 1) {
                    throw new DatasetException(name + " declares " + shape[axis] + " elements along axis " + axis
                            + "; at least 1 is needed");
                }
            }
            return shape;
        } catch (EOFException tooShort) {
            throw new DatasetException(name + " is too short for an IDX file", tooShort);
        }
    }

    private static DatasetException tooShort(String name, int[] shape, long size) {
        return new DatasetException(name + " is truncated: its shape " + Arrays.toString(shape) + " needs " + size
                + " bytes, and there are fewer");
    }
}
