package io.github.sknet.cli;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.FileKind;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.SafetensorsReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipFile;

/** Tells files that a command has written from others: only those it replaces without being asked. */
enum OwnFiles {
    EXPORT("sknet"),
    IMPORT("sknet import"),
    SURGERY("sknet surgery");

    /** A protobuf message's {@code producer_name}, after {@code ir_version} of one byte: ModelProto in onnx.proto. */
    private static final String ONNX_PRODUCER = "\u0012\u0005sknet";

    /** In a safetensors file's metadata: what wrote it. */
    private final Map<String, String> mark;

    OwnFiles(String producer) {
        this.mark = Map.of("format", "pt", "producer", producer);
    }

    /** A safetensors file's metadata, and by what it is told again. */
    Map<String, String> marked(Map<String, String> metadata) {
        Map<String, String> all = new LinkedHashMap<>(mark);
        all.putAll(metadata);
        return all;
    }

    /** Writes a model file that is told again. */
    void write(ModelFile model, Path file) throws IOException {
        new Safetensors(marked(model.metadata()), model.weights().tensors()).write(file);
    }

    /**
     * Checks that a file may be written.
     *
     * @param source what the command reads, which it never replaces
     * @param force whether what others wrote may be replaced
     * @throws IllegalArgumentException when its folder takes no files, or the file is the source or lies in the folder that is
     * @throws IOException when something is there that the command has not written
     */
    void requireReplaceable(Path file, Path source, boolean force) throws IOException {
        OutputFile.requireWritable(file);
        if (!Files.exists(file)) {
            return;
        }
        if (Files.exists(source) && Files.isSameFile(file, source)) {
            throw new IllegalArgumentException("--out " + file + " is the file that is read: give it another name");
        }
        if (isOwn(file)) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(source) && Files.isSameFile(folder, source)) {
            throw new IllegalArgumentException(
                    "--out " + file + " is in the folder that is read: give it another name");
        }
        if (!force) {
            throw new IOException(file + " is there already and was not written by " + name().toLowerCase(Locale.ROOT)
                    + "; --force replaces it");
        }
    }

    /** Checks that a file may be written whose only mark is its content. */
    static void requireReplaceable(Path file, String content) throws IOException {
        if (Files.exists(file)
                && !Files.readString(file, StandardCharsets.ISO_8859_1).equals(latin(content))) {
            throw new IOException(file + " is there already and says something else; --force replaces it");
        }
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private boolean isOwn(Path file) throws IOException {
        return switch (FileKind.of(file)) {
            case ONNX -> this == EXPORT && startOf(file).startsWith(ONNX_PRODUCER, 2);
            case SAFETENSORS -> {
                try (SafetensorsReader reader = SafetensorsReader.open(file)) {
                    yield reader.metadata().entrySet().containsAll(mark.entrySet());
                }
            }
            case PYTORCH, ZIP -> this == EXPORT && holdsOwnMetadata(file);
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
