package io.github.sknet.datasets.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The encoding of the names in a zip file. An entry that says that its name is UTF-8 is believed; the others are UTF-8 where
 * all of them are, else GBK, as Chinese Windows writes them, where they look like that, else the format's own code page 437.
 */
final class ZipNames {

    private static final Charset GBK = Charset.forName("GBK");

    private static final Charset CODE_PAGE_437 = Charset.forName("IBM437");

    private ZipNames() {}

    /**
     * Opens a zip file.
     *
     * @throws ZipException when it is none that Java reads
     */
    static ZipFile open(Path path) throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (ZipException refused) {
            // Java says so of names that are not UTF-8, too.
            Charset charset = guess(path);
            return new ZipFile(path.toFile(), charset);
        }
    }

    private static Charset guess(Path path) throws IOException {
        // Every byte is a character of Latin-1, so that the names' bytes are seen.
        try (ZipFile bytes = new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1)) {
            List<String> names = bytes.stream().map(ZipEntry::getName).toList();
            return names.stream().allMatch(ZipNames::maybeGbk) ? GBK : CODE_PAGE_437;
        }
    }

    /**
     * Chinese characters of everyday use are pairs of bytes of at least 0xA1. In code page 437 such pairs are box drawings and
     * mathematics; its letters stand alone among ASCII's.
     */
    private static boolean maybeGbk(String name) {
        if (name.chars().anyMatch(c -> c > 0xFF)) {
            return true;
        }
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        try {
            GBK.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException other) {
            return false;
        }
        boolean high = false;
        boolean everyday = false;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                high = true;
                everyday |= (bytes[i] & 0xFF) >= 0xA1 && i + 1 < bytes.length && (bytes[i + 1] & 0xFF) >= 0xA1;
                i++;
            }
        }
        return !high || everyday;
    }
}
