package io.github.sknet.graph.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The safetensors format (huggingface/safetensors, "Format"): eight bytes with the length of a JSON header, the header,
 * the tensors' bytes without gaps. Tensors are written as F32; F64, F16, BF16 and integers are read and converted.
 *
 * @param metadata string keys and values kept in the header
 * @param tensors by name, in the file's order
 */
public record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {

    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Reads a whole file.
     *
     * @throws WeightsException when it isn't a safetensors file, or says what does not fit its length
     * @throws IOException when it can't be read
     */
    public static Safetensors read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WeightsException("There is no file " + file);
        }
        try (FileChannel channel = FileChannel.open(file)) {
            SafetensorsHeader header = SafetensorsHeader.read(file, channel);
            // The header's check made sure that the tensors follow each other without gaps.
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            buffer.flip();
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (SafetensorsHeader.Entry entry : header.entries()) {
                tensors.put(entry.name(), readTensor(file, channel, entry, buffer));
            }
            return new Safetensors(header.metadata(), tensors);
        }
    }

    /**
     * Reads the metadata alone, without the tensors.
     *
     * @throws IOException as {@link #read}
     */
    public static Map<String, String> readMetadata(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WeightsException("There is no file " + file);
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return SafetensorsHeader.read(file, channel).metadata();
        }
    }

    private static Tensor readTensor(Path file, FileChannel channel, SafetensorsHeader.Entry entry, ByteBuffer buffer)
            throws IOException {
        float[] values = new float[entry.elements()];
        int width = entry.type().bytes();
        for (int done = 0; done < values.length; ) {
            if (buffer.remaining() < width) {
                refill(file, channel, buffer, width);
            }
            int count = Math.min(values.length - done, buffer.remaining() / width);
            ByteBuffer part = buffer.slice(buffer.position(), count * width).order(ByteOrder.LITTLE_ENDIAN);
            entry.type().decode(part, values, done, count);
            buffer.position(buffer.position() + count * width);
            done += count;
        }
        return new Tensor(entry.shape(), values);
    }

    /** Reads on until the buffer holds at least the given number of bytes. */
    private static void refill(Path file, ReadableByteChannel channel, ByteBuffer buffer, int least)
            throws IOException {
        buffer.compact();
        while (buffer.position() < least) {
            if (channel.read(buffer) < 0) {
                throw cutOff(file);
            }
        }
        buffer.flip();
    }

    static void readFully(Path file, ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw cutOff(file);
            }
        }
    }

    private static WeightsException cutOff(Path file) {
        return new WeightsException(file + " ends early: it was cut off");
    }

    /**
     * Writes this to a file, whole or not at all.
     *
     * @throws IOException when the file can't be written
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, this::writeTo);
    }

    private void writeTo(OutputStream out) throws IOException {
        byte[] header = SafetensorsHeader.encode(metadata, tensors);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.write(buffer.putLong(header.length).array(), 0, Long.BYTES);
        out.write(header);
        for (Tensor tensor : tensors.values()) {
            float[] values = tensor.values();
            for (int done = 0; done < values.length; ) {
                int count = Math.min(values.length - done, BUFFER_BYTES / Float.BYTES);
                buffer.clear();
                buffer.asFloatBuffer().put(values, done, count);
                out.write(buffer.array(), 0, count * Float.BYTES);
                done += count;
            }
        }
    }
}
