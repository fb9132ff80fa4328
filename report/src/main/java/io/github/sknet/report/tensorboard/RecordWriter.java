package io.github.sknet.report.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * TFRecords: each is its length (8 bytes, little-endian), the masked CRC-32C of these 8 bytes, the data, and the masked
 * CRC-32C of the data.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">the format</a>
 */
final class RecordWriter {
    private static final int MASK = 0xA282EAD8;

    private final OutputStream out;

    RecordWriter(OutputStream out) {
        this.out = out;
    }

    void write(byte[] data) throws IOException {
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(data.length)
                .array();
        out.write(length);
        out.write(maskedChecksum(length));
        out.write(data);
        out.write(maskedChecksum(data));
    }

    /** Rotated and shifted, so that a checksum of data that holds checksums stays a good one. */
    private static byte[] maskedChecksum(byte[] data) {
        CRC32C checksum = new CRC32C();
        checksum.update(data, 0, data.length);
        int masked = Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked)
                .array();
    }
}
