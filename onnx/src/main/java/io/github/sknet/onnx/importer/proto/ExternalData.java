package io.github.sknet.onnx.importer.proto;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.sknet.graph.text.FileProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes of tensors that lie in other files. Only files in the ONNX file's own folder, or below it, are opened: no absolute path,
 * no way up, and no link that leads out of it.
 *
 * @param folder where the ONNX file is
 */
record ExternalData(Path folder) {

    /**
     * The bytes of a tensor.
     *
     * @param length how many its shape and type need
     * @throws IllegalArgumentException when the file may not be read, or does not hold them
     */
    ByteBuffer read(TensorProto tensor, long length) {
        Map<String, String> entries = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        String location = entries.getOrDefault("location", "");
        long offset = number(entries, "offset", 0);
        long said = number(entries, "length", length);
        if (said != length) {
            throw new IllegalArgumentException(
                    "its external data is said to be " + said + " bytes long, but its shape needs " + length);
        }
        Path file = inside(location);
        try (FileChannel channel = FileChannel.open(file)) {
            if (offset < 0 || offset > channel.size() - length) {
                throw new IllegalArgumentException("its external data, " + length + " bytes from " + offset
                        + " on, reaches beyond the end of " + location);
            }
            return channel.map(MapMode.READ_ONLY, offset, length);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "its external data in " + location + " can't be read: " + FileProblem.reason(e), e);
        }
    }

    private static long number(Map<String, String> entries, String key, long otherwise) {
        String text = entries.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("its external data's " + key + " is no number", e);
        }
    }

    private Path inside(String location) {
        try {
            Path relative = Path.of(location);
            boolean leaves = relative.isAbsolute() || relative.normalize().startsWith("..");
            for (Path part : relative) {
                leaves |= part.toString().equals("..");
            }
            if (location.isEmpty() || leaves) {
                throw new IllegalArgumentException(outside(location));
            }
            Path file = folder.resolve(relative);
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException(
                        "its external data is missing: there is no file " + location + " beside the ONNX file");
            }
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw new IllegalArgumentException(outside(location));
            }
            return file;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("its external data's location can't be used: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "its external data's location can't be used: " + FileProblem.sentence(e), e);
        }
    }

    private static String outside(String location) {
        return "its external data must lie in the ONNX file's folder, not at '" + location + "'";
    }
}
