package io.github.sknet.datasets.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Zips;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders and zip files: what is seen of them, and what is said where they are damaged. */
class FileTreeTest {
    private static final byte[] CONTENT =
            "the content of a file, long enough to be cut".getBytes(StandardCharsets.UTF_8);

    private static final List<String> FILES = List.of(
            ".git/a.png",
            "__MACOSX/b/._a.png",
            "b/.DS_Store",
            "b/.ipynb_checkpoints/a.png",
            "b/a.PNG",
            "b/c.d/notes.txt",
            "b/png",
            "@eaDir/a.png",
            "b/Thumbs.db",
            "#recycle/a.png",
            "b/@eaDir/a.png/SYNOPHOTO_THUMB_M.jpg");

    @TempDir
    private Path folder;

    private static void assertVisible(FileTree tree) throws IOException {
        assertEquals(List.of("b/a.PNG", "b/c.d/notes.txt", "b/png"), tree.files());
        assertEquals(List.of("b/a.PNG"), tree.images());
        assertArrayEquals(CONTENT, tree.read("b/c.d/notes.txt"));
        assertEquals(tree.name() + "/b/png", tree.path("b/png"));
    }

    @Test
    void hiddenFilesAreNoPartOfAFolder() throws IOException {
        for (String file : FILES) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.write(folder.resolve(file), CONTENT);
        }
        try (FileTree tree = FileTree.open(folder)) {
            assertVisible(tree);
        }
    }

    @Test
    void norOfAZipFile() throws IOException {
        Path zip = folder.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("b/"));
            for (String file : FILES) {
                out.putNextEntry(new ZipEntry(file));
                out.write(CONTENT);
            }
        }
        try (FileTree tree = FileTree.open(zip)) {
            assertVisible(tree);
        }
    }

    @Test
    void namesInZipFilesAreCleaned() throws IOException {
        Path zip = folder.resolve("a.zip");
        Zips.write(
                zip, Map.of("./b/a.png", CONTENT, "c\\d\\a.png", CONTENT, "../e/a.png", CONTENT, "f\\", new byte[0]));
        try (FileTree tree = FileTree.open(zip)) {
            assertEquals(List.of("b/a.png", "c/d/a.png", "e/a.png"), tree.images());
            assertEquals(List.of("b", "c", "c/d", "e", "f"), tree.folders());
            assertArrayEquals(CONTENT, tree.read("c/d/a.png"));
            try (InputStream stream = tree.open("b/a.png")) {
                assertArrayEquals(CONTENT, stream.readAllBytes());
            }
            assertArrayEquals(Arrays.copyOf(CONTENT, 5), tree.head("e/a.png", 5));
        }
    }

    /** Chinese Windows writes GBK, older tools code page 437; neither says so in the file. */
    @ParameterizedTest
    @CsvSource({"GBK, 猫 2/狗.png", "IBM437, café/über.png", "UTF-8, 猫/é.png", "GBK, plain/a.png"})
    void namesInZipFilesMayBeInOtherEncodings(String encoding, String name) throws IOException {
        Path zip = folder.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), Charset.forName(encoding))) {
            out.putNextEntry(new ZipEntry(name));
            out.write(CONTENT);
        }
        try (FileTree tree = FileTree.open(zip)) {
            assertEquals(List.of(name), tree.images());
            assertArrayEquals(CONTENT, tree.read(name));
        }
    }

    @Test
    void zipFilesThatJavaDoesNotReadAreNamedForWhatTheyAre() throws IOException {
        Path zip = folder.resolve("a.zip");
        Zips.write(zip, Map.of("a.png", CONTENT));
        byte[] plain = Files.readAllBytes(zip);
        int directory = plain.length - 22 - 46 - "a.png".length();
        byte[] encrypted = plain.clone();
        encrypted[directory + 8] |= 1;
        Files.write(zip, encrypted);
        assertEquals(zip + " is an encrypted zip file: unpack it with its password first", refused(zip));
        byte[] bzip2 = plain.clone();
        bzip2[directory + 10] = 12;
        Files.write(zip, bzip2);
        assertTrue(refused(zip).startsWith(zip + " is a zip file compressed in a way that Java does not read"));
    }

    /** An extension says what a file is; a file without one is looked into. */
    @Test
    void imagesAreKnownByNameElseByContent() throws IOException {
        byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0};
        for (String name : List.of("a.jfif", "b.JPG.PNG", "c", "d.img", "e.webp", "f.TIF")) {
            Files.write(folder.resolve(name), jpeg);
        }
        Files.write(folder.resolve("g.txt"), jpeg);
        Files.write(folder.resolve("h"), CONTENT);
        Files.write(folder.resolve("i.HEIC"), CONTENT);
        try (FileTree tree = FileTree.open(folder)) {
            assertEquals(List.of("a.jfif", "b.JPG.PNG", "c", "d.img", "e.webp", "f.TIF"), tree.images());
            assertEquals(List.of("i.HEIC"), tree.imageFiles().unread());
        }
    }

    /** A change of one bit, wherever it is in what is stored of the file, is told with the file's name. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void damageWithinAZipFileIsTold(boolean compressed) throws IOException {
        Path zip = folder.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            ZipEntry entry = new ZipEntry("a.bin");
            if (!compressed) {
                CRC32 checksum = new CRC32();
                checksum.update(CONTENT);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(CONTENT.length);
                entry.setCrc(checksum.getValue());
            }
            out.putNextEntry(entry);
            out.write(CONTENT);
        }
        byte[] whole = Files.readAllBytes(zip);
        int stored = 30 + "a.bin".length();
        for (int i = 0; i < 20; i++) {
            byte[] damaged = whole.clone();
            damaged[stored + i] ^= 1;
            Files.write(zip, damaged);
            try (FileTree tree = FileTree.open(zip)) {
                assertEquals(
                        zip + "/a.bin is damaged within the zip file",
                        assertThrows(DatasetException.class, () -> tree.read("a.bin"))
                                .getMessage(),
                        "byte " + i);
            }
        }
        Files.write(zip, Arrays.copyOf(whole, whole.length - 30));
        assertEquals(zip + " is neither a folder nor a zip file that can be read", refused(zip));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar-10-binary.tar.gz", "images.tgz", "images.TAR", "images.7z"})
    void otherArchivesMustBeUnpacked(String name) throws IOException {
        Path archive = Files.write(folder.resolve(name), CONTENT);
        assertEquals(
                archive + " is neither a folder nor a zip file that can be read; an archive of another kind must be "
                        + "unpacked first",
                refused(archive));
    }

    @Test
    void aFileThatIsGoneIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), CONTENT);
        try (FileTree tree = FileTree.open(folder)) {
            Files.delete(file);
            assertEquals(
                    file + " cannot be read: there is no such file",
                    assertThrows(DatasetException.class, () -> tree.read("a.png"))
                            .getMessage());
        }
        assertEquals(file + " does not exist", refused(file));
    }

    @Test
    void aFolderWithinItselfIsLeftOut() throws IOException {
        Files.write(folder.resolve("a.png"), CONTENT);
        Files.createSymbolicLink(folder.resolve("again"), folder);
        try (FileTree tree = FileTree.open(folder)) {
            assertEquals(List.of("a.png"), tree.files());
        }
    }

    private static String refused(Path path) {
        return assertThrows(DatasetException.class, () -> FileTree.open(path)).getMessage();
    }
}
