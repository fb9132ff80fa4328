package io.github.sknet.cli;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.FileKind;
import io.github.sknet.graph.weights.SafetensorsReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;

/** Tells files that {@code export} has written from others: only those are replaced without being asked. */
final class ExportedFile {

    /** In a safetensors file's metadata: what exported it. */
    private static final Map<String, String> MARK = Map.of("format", "pt", "producer", "sknet");

    /** A protobuf message's {@code producer_name}, after {@code ir_version} of one byte: ModelProto in onnx.proto. */
    private static final String ONNX_PRODUCER = "\u0012\u0005sknet";

    private ExportedFile() {}

    /** A safetensors file's metadata, and by what it is told again. */
    static Map<String, String> marked(Map<String, String> metadata) {
        Map<String, String> all = new LinkedHashMap<>(MARK);
        all.putAll(metadata);
        return all;
    }

    /**
     * Checks that a file may be written.
     *
     * @throws IOException when something is there that {@code export} has not written
     */
    static void requireReplaceable(Path file) throws IOException {
        if (Files.exists(file) && !isOwn(file)) {
            throw new IOException(file + " is there already and was not written by export; --force replaces it");
        }
    }

    /** As {@link #requireReplaceable(Path)}, for a file whose only mark is its content. */
    static void requireReplaceable(Path file, String content) throws IOException {
        if (Files.exists(file)
                && !Files.readString(file, StandardCharsets.ISO_8859_1).equals(latin(content))) {
            throw new IOException(file + " is there already and says something else; --force replaces it");
        }
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static boolean isOwn(Path file) throws IOException {
        return switch (FileKind.of(file)) {
            case ONNX -> startOf(file).startsWith(ONNX_PRODUCER, 2);
            case SAFETENSORS -> {
                try (SafetensorsReader reader = SafetensorsReader.open(file)) {
                    yield reader.metadata().entrySet().containsAll(MARK.entrySet());
                }
            }
            case PYTORCH, ZIP -> holdsOwnMetadata(file);
            default -> false;
        };
    }

    private static String startOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(2 + ONNX_PRODUCER.length()), StandardCharsets.ISO_8859_1);
        }
    }

    /** TorchScript's archives keep the model file's metadata as extra files. */
    private static boolean holdsOwnMetadata(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().anyMatch(entry -> entry.getName().contains("/extra/" + ModelFile.RESERVED));
        }
    }
}
