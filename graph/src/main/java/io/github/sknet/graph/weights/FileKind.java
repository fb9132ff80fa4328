package io.github.sknet.graph.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a file is that should hold a network, told from its first bytes, whatever it is called. */
public enum FileKind {
    /** Tensors, of a model file or of another tool. */
    SAFETENSORS("a safetensors file", true),
    /** What {@code torch.save} has written since PyTorch 1.6; a TorchScript program begins in the same way. */
    PYTORCH("a PyTorch checkpoint", true),
    /** What {@code torch.save} wrote before, or another pickle. */
    PICKLE("a Python pickle, as PyTorch's older checkpoints are", true),
    /** What Caffe trains. */
    CAFFE("a Caffe model", true),
    ONNX("an ONNX network", true),
    /** Perhaps the index of a checkpoint that is spread over several files. */
    JSON("a JSON text", true),
    ZIP("a zip archive", false),
    TAR("a tar archive", false),
    GZIP("a gzip archive", false),
    HDF5("an HDF5 file, as Keras writes them", false),
    /** PNG, JPEG or GIF. */
    IMAGE("an image", false),
    GIT_LFS("a pointer of Git LFS; 'git lfs pull' fetches the file itself", false),
    WEB_PAGE("a web page, as a download that failed leaves it", false),
    /** Of people, or of a program, such as source code. */
    TEXT("a text", false),
    EMPTY("an empty file", false),
    UNKNOWN("no known format", false);

    /** What tells a tar archive stands at 257. */
    private static final int START_BYTES = 512;

    private final String description;
    private final boolean importable;

    FileKind(String description, boolean importable) {
        this.description = description;
        this.importable = importable;
    }

    /** A few words for messages: what such a file is. */
    public String description() {
        return description;
    }

    /** Whether {@code sknet import} may make a model file of it. */
    public boolean isImportable() {
        return importable;
    }

    /**
     * The kind of a file.
     *
     * @throws IOException when it can't be read
     */
    public static FileKind of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(START_BYTES));
        }
    }

    /** The kind of a file that begins with the given bytes. */
    static FileKind of(byte[] start) {
        if (start.length == 0) {
            return EMPTY;
        }
        if (isSafetensors(start)) {
            return SAFETENSORS;
        }
        if (startsWith(start, 'P', 'K', 3, 4) || startsWith(start, 'P', 'K', 5, 6)) {
            return text(start).contains("/data.pkl") ? PYTORCH : ZIP;
        }
        if (start.length > 1 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5) {
            return PICKLE;
        }
        if (startsWith(start, 0x89, 'H', 'D', 'F')) {
            return HDF5;
        }
        if (startsWith(start, 0x89, 'P', 'N', 'G')
                || startsWith(start, 0xFF, 0xD8, 0xFF)
                || startsWith(start, 'G', 'I', 'F', '8')) {
            return IMAGE;
        }
        if (startsWith(start, 0x1F, 0x8B)) {
            return GZIP;
        }
        if (text(start).startsWith("ustar", 257)) {
            return TAR;
        }
        FileKind message = ProtobufStart.kind(start);
        return message != UNKNOWN ? message : ofText(text(start).strip().toLowerCase(Locale.ROOT));
    }

    private static FileKind ofText(String text) {
        if (text.startsWith("version https://git-lfs")) {
            return GIT_LFS;
        }
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return WEB_PAGE;
        }
        if (text.startsWith("{")) {
            return JSON;
        }
        return text.chars().allMatch(FileKind::isWritten) ? TEXT : UNKNOWN;
    }

    /** Whether a byte stands in texts, of whatever encoding. */
    private static boolean isWritten(int letter) {
        return letter >= ' ' && letter != 0x7F || Character.isWhitespace(letter);
    }

    /** Eight bytes with the length of a header, of which the upper four are 0, then the header: a JSON object. */
    private static boolean isSafetensors(byte[] start) {
        return start.length > 8 && start[8] == '{' && (start[4] | start[5] | start[6] | start[7]) == 0;
    }

    private static boolean startsWith(byte[] start, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= start.length || start[i] != (byte) bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
