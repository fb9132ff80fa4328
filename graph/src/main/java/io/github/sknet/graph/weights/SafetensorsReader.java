package io.github.sknet.graph.weights;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An open safetensors file. Its header is read and checked against the file's length; its tensors wait, so that whoever knows
 * what they should be can look at their shapes before memory is taken for them.
 */
public final class SafetensorsReader implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final SafetensorsHeader header;
    private final long firstByte;

    private SafetensorsReader(Path file, FileChannel channel, SafetensorsHeader header) throws IOException {
        this.file = file;
        this.channel = channel;
        this.header = header;
        this.firstByte = channel.position();
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws WeightsException when it isn't a safetensors file, or says what does not fit its length
     * @throws IOException when it can't be read
     */
    public static SafetensorsReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WeightsException("There is no file " + file);
        }
        FileChannel channel = FileChannel.open(file);
        try {
            return new SafetensorsReader(file, channel, SafetensorsHeader.read(file, channel));
        } catch (IOException | RuntimeException e) {
            try (channel) {
                throw e;
            }
        }
    }

    /** The string keys and values kept in the header. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** The tensors' shapes by name, in the file's order. */
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        header.entries().forEach(entry -> shapes.put(entry.name(), entry.shape()));
        return Collections.unmodifiableMap(shapes);
    }

    /**
     * Reads the tensors whose names are wanted, in the file's order.
     *
     * @throws IOException when they can't be read
     */
    public Map<String, Tensor> tensors(Predicate<String> wanted) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.flip();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        // The header's check made sure that the tensors follow each other without gaps.
        long next = -1;
        for (SafetensorsHeader.Entry entry : header.entries()) {
            if (wanted.test(entry.name())) {
                if (entry.begin() != next) {
                    channel.position(firstByte + entry.begin());
                    buffer.position(buffer.limit());
                }
                tensors.put(entry.name(), readTensor(entry, buffer));
                next = entry.end();
            }
        }
        return tensors;
    }

    private Tensor readTensor(SafetensorsHeader.Entry entry, ByteBuffer buffer) throws IOException {
        float[] values = new float[entry.elements()];
        int width = entry.type().bytes();
        for (int done = 0; done < values.length; ) {
            if (buffer.remaining() < width) {
                refill(buffer, width);
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
    private void refill(ByteBuffer buffer, int least) throws IOException {
        buffer.compact();
        while (buffer.position() < least) {
            if (channel.read(buffer) < 0) {
                throw cutOff(file);
            }
        }
        buffer.flip();
    }

    static WeightsException cutOff(Path file) {
        return new WeightsException(file + " ends early: it was cut off");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
