package io.github.sknet.datasets.files;

import io.github.sknet.datasets.DatasetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Text of files in any encoding: as a byte order mark says, else as was asked for, else UTF-8. */
public final class TextFiles {

    private record Mark(Charset charset, int... bytes) {

        boolean begins(byte[] content) {
            for (int i = 0; i < bytes.length; i++) {
                if (i >= content.length || (content[i] & 0xFF) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Mark> MARKS = List.of(
            new Mark(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
            new Mark(Charset.forName("UTF-32LE"), 0xFF, 0xFE, 0, 0),
            new Mark(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
            new Mark(StandardCharsets.UTF_16BE, 0xFE, 0xFF));

    private TextFiles() {}

    /**
     * The text of a file.
     *
     * @param content of the file
     * @param name what messages call it
     * @param encoding that was asked for; empty for UTF-8
     * @throws DatasetException naming file and encoding, when it is not text of that encoding
     */
    public static String decode(byte[] content, String name, Optional<Charset> encoding) throws DatasetException {
        Optional<Mark> mark =
                MARKS.stream().filter(each -> each.begins(content)).findFirst();
        Charset charset = mark.map(Mark::charset).or(() -> encoding).orElse(StandardCharsets.UTF_8);
        int start = mark.map(each -> each.bytes().length).orElse(0);
        String text;
        try {
            text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(content, start, content.length - start))
                    .toString();
        } catch (CharacterCodingException other) {
            throw new DatasetException(
                    name + " is not text in " + charset + ": say its encoding, such as --encoding "
                            + (encoding.isPresent() ? "UTF-8" : "GBK"),
                    other);
        }
        if (text.indexOf('\0') >= 0) {
            throw new DatasetException(name + " holds zeros, which no text in " + charset
                    + " does: say its encoding, such as --encoding UTF-16LE");
        }
        return text;
    }

    /**
     * The text of a file on disk.
     *
     * @param encoding that was asked for; empty for UTF-8
     * @throws java.nio.file.NoSuchFileException when there is no such file
     * @throws DatasetException as {@link #decode}
     */
    public static String read(Path file, Optional<Charset> encoding) throws IOException {
        return decode(Files.readAllBytes(file), file.toString(), encoding);
    }

    /** The lines of a text without white space around them; empty ones are left out. */
    public static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /**
     * The encoding of the given name.
     *
     * @throws IllegalArgumentException when Java knows none of this name
     */
    public static Charset encoding(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new IllegalArgumentException(
                    "There is no encoding '" + name
                            + "'; UTF-8, UTF-16LE, GBK, Big5, Shift_JIS or windows-1252 are some",
                    unknown);
        }
    }
}
