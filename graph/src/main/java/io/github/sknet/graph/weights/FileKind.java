package io.github.sknet.graph.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What a file is that is no safetensors file, told from its first bytes: for messages, which can then say what to do with it. */
public enum FileKind {

    /** Nothing. */
    EMPTY("empty", false),
    /** What {@code torch.save} writes: a zip archive with a pickle in it, or a bare pickle before PyTorch 1.6. */
    PYTORCH("a PyTorch checkpoint", true),
    /** A protocol buffer {@code ModelProto}. */
    ONNX("an ONNX network", true),
    /** Any other zip archive. */
    ZIP("a zip archive", false),
    /** HDF5, as Keras writes it. */
    HDF5("an HDF5 file", false),
    /** PNG, JPEG, GIF or BMP. */
    IMAGE("an image", false),
    /** Text that is or begins as JSON. */
    JSON("JSON", false);

    private static final int LOOKED_AT = 512;

    /** {@code ModelProto}'s second field after {@code ir_version}, whichever it is: its tag. */
    private static final byte[] ONNX_TAGS = {0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42};

    private final String description;
    private final boolean importable;

    FileKind(String description, boolean importable) {
        this.description = description;
        this.importable = importable;
    }

    /** As after "it is". */
    public String description() {
        return description;
    }

    /** Whether it may hold weights that {@code sknet import} can make a model file of. */
    public boolean importable() {
        return importable;
    }

    /**
     * The kind of a file.
     *
     * @return empty where it begins like none of these
     * @throws IOException when it can't be read
     */
    public static Optional<FileKind> of(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(LOOKED_AT);
        }
        if (start.length == 0) {
            return Optional.of(EMPTY);
        }
        if (begins(start, 'P', 'K', 3, 4)) {
            boolean pickled = new String(start, StandardCharsets.ISO_8859_1).contains(".pkl");
            return Optional.of(pickled ? PYTORCH : ZIP);
        }
        if (begins(start, 0x80) && start.length > 1 && start[1] >= 2 && start[1] <= 5) {
            return Optional.of(PYTORCH);
        }
        if (begins(start, 0x89, 'H', 'D', 'F')) {
            return Optional.of(HDF5);
        }
        if (begins(start, 0x89, 'P', 'N', 'G')
                || begins(start, 0xff, 0xd8, 0xff)
                || begins(start, 'G', 'I', 'F', '8')
                || begins(start, 'B', 'M')) {
            return Optional.of(IMAGE);
        }
        if (isOnnx(start)) {
            return Optional.of(ONNX);
        }
        return new String(start, StandardCharsets.UTF_8).stripLeading().startsWith("{")
                ? Optional.of(JSON)
                : Optional.empty();
    }

    /** The field {@code ir_version} (tag 8), a small number, and then another field of a {@code ModelProto}. */
    private static boolean isOnnx(byte[] start) {
        return start.length > 2
                && begins(start, 0x08)
                && start[1] > 0
                && start[1] < 0x40
                && new String(ONNX_TAGS, StandardCharsets.ISO_8859_1).indexOf(start[2]) >= 0;
    }

    private static boolean begins(byte[] start, int... bytes) {
        byte[] wanted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            wanted[i] = (byte) bytes[i];
        }
        return start.length >= wanted.length && Arrays.equals(start, 0, wanted.length, wanted, 0, wanted.length);
    }
}
