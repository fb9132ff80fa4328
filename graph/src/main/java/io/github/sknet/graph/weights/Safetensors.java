package io.github.sknet.graph.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/**
 * The safetensors format (huggingface/safetensors, "Format"): eight bytes with the length of a JSON header, the header,
 * the tensors' bytes without gaps. Tensors are written as F32, or F16; F64, BF16 and integers are read and converted.
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
        AtomicFile.write(file, out -> writeTo(out, tensor -> ElementType.F32));
    }

    /**
     * Writes this to a file, whole or not at all, in about half the bytes: tensors of two axes and more as F16, the nearest there
     * is. Vectors stay F32: they are few numbers, and a BatchNorm's variances may be out of a half's range.
     *
     * @throws IllegalArgumentException when a weight's magnitude is above 65504, the largest half
     * @throws IOException when the file can't be written
     */
    public void writeHalf(Path file) throws IOException {
        tensors.forEach((name, tensor) -> {
            if (halved(tensor) == ElementType.F16) {
                requireHalves(name, tensor);
            }
        });
        AtomicFile.write(file, out -> writeTo(out, Safetensors::halved));
    }

    private static ElementType halved(Tensor tensor) {
        return tensor.shape().size() > 1 ? ElementType.F16 : ElementType.F32;
    }

    private static void requireHalves(String name, Tensor tensor) {
        for (float value : tensor.values()) {
            if (Math.abs(value) > ElementType.HALF_MAX) {
                throw new IllegalArgumentException(
                        "'" + name + "' holds " + value + ", and half precision ends at " + ElementType.HALF_MAX);
            }
        }
    }

    private void writeTo(OutputStream out, Function<Tensor, ElementType> types) throws IOException {
        byte[] header = SafetensorsHeader.encode(metadata, tensors, types);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.write(buffer.putLong(header.length).array(), 0, Long.BYTES);
        out.write(header);
        for (Tensor tensor : tensors.values()) {
            ElementType type = types.apply(tensor);
            float[] values = tensor.values();
            for (int done = 0; done < values.length; ) {
                int count = Math.min(values.length - done, BUFFER_BYTES / type.bytes());
                type.encode(values, done, count, buffer.clear());
                out.write(buffer.array(), 0, count * type.bytes());
                done += count;
            }
        }
    }
}
