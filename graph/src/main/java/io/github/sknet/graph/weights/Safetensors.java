package io.github.sknet.graph.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
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
     * Reads a whole file. A {@link SafetensorsReader} reads parts of one.
     *
     * @throws WeightsException when it isn't a safetensors file, or says what does not fit its length
     * @throws IOException when it can't be read
     */
    public static Safetensors read(Path file) throws IOException {
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            return new Safetensors(reader.metadata(), reader.tensors(name -> true));
        }
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
