package io.github.sknet.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.datasets.DatasetException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text as it comes from editors in several countries. */
class TextFilesTest {
    private static final String TEXT = "猫\r\n 狗 dog \n\n";

    private static byte[] marked(String encoding) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("\uFEFF".getBytes(Charset.forName(encoding)));
        out.writeBytes(TEXT.getBytes(Charset.forName(encoding)));
        return out.toByteArray();
    }

    /** A mark counts more than what was asked for. */
    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE"})
    void marksSayTheEncoding(String encoding) throws DatasetException {
        String text = TextFiles.decode(marked(encoding), "labels.txt", Optional.of(Charset.forName("GBK")));
        assertEquals(List.of("猫", "狗 dog"), TextFiles.lines(text));
    }

    @Test
    void withoutAMarkItIsWhatWasAskedForOrUtf8() throws DatasetException {
        assertEquals(TEXT, TextFiles.decode(TEXT.getBytes(StandardCharsets.UTF_8), "labels.txt", Optional.empty()));
        Charset gbk = TextFiles.encoding("gbk");
        assertEquals(TEXT, TextFiles.decode(TEXT.getBytes(gbk), "labels.txt", Optional.of(gbk)));
    }

    @Test
    void anotherEncodingIsToldWithAWayOut() {
        byte[] gbk = TEXT.getBytes(Charset.forName("GBK"));
        assertEquals(
                "labels.txt is not text in UTF-8: say its encoding, such as --encoding GBK",
                assertThrows(DatasetException.class, () -> TextFiles.decode(gbk, "labels.txt", Optional.empty()))
                        .getMessage());
        byte[] wide = "dog".getBytes(StandardCharsets.UTF_16LE);
        assertEquals(
                "labels.txt holds zeros, which no text in UTF-8 does: say its encoding, such as --encoding UTF-16LE",
                assertThrows(DatasetException.class, () -> TextFiles.decode(wide, "labels.txt", Optional.empty()))
                        .getMessage());
        assertEquals(
                "There is no encoding 'gkb'; UTF-8, UTF-16LE, GBK, Big5, Shift_JIS or windows-1252 are some",
                assertThrows(IllegalArgumentException.class, () -> TextFiles.encoding("gkb"))
                        .getMessage());
    }
}
