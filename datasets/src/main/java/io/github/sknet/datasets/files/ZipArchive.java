package io.github.sknet.datasets.files;

import io.github.sknet.datasets.DatasetException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip file, kept open. Backslashes in its names are folders too, as Windows' tools write them. */
final class ZipArchive implements FileTree {

    /** A small zip file can promise much. */
    private static final int ENTRY_LIMIT = 1 << 30;

    private final Path path;
    private final ZipFile zip;
    private final SortedMap<String, ZipEntry> entries;
    private final List<String> files;
    private final List<String> folders;
    private final ImageFiles images;

    private ZipArchive(Path path, ZipFile zip, SortedMap<String, ZipEntry> entries, SortedSet<String> folders) {
        this.path = path;
        this.zip = zip;
        this.entries = entries;
        this.files = List.copyOf(entries.keySet());
        this.folders = List.copyOf(folders);
        this.images = ImageFiles.of(this);
    }

    /** Opens a zip file. */
    static ZipArchive open(Path path) throws IOException {
        ZipFile zip = openFile(path);
        SortedMap<String, ZipEntry> entries = new TreeMap<>();
        SortedSet<String> folders = new TreeSet<>();
        zip.stream().forEach(entry -> {
            List<String> parts = parts(entry.getName());
            if (parts.isEmpty() || parts.stream().anyMatch(HiddenFiles::isHidden)) {
                return;
            }
            boolean folder = entry.isDirectory() || entry.getName().endsWith("\\");
            if (!folder) {
                entries.putIfAbsent(String.join("/", parts), entry);
            }
            for (int depth = 1; depth < parts.size() + (folder ? 1 : 0); depth++) {
                folders.add(String.join("/", parts.subList(0, depth)));
            }
        });
        return new ZipArchive(path, zip, entries, folders);
    }

    /** Nothing is ever extracted: what leads out of the archive is a name like any other. */
    private static List<String> parts(String name) {
        return Stream.of(name.replace('\\', '/').split("/"))
                .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
                .toList();
    }

    private static ZipFile openFile(Path path) throws IOException {
        try {
            return ZipNames.open(path);
        } catch (ZipException unreadable) {
            throw new DatasetException(path + reason(path, String.valueOf(unreadable.getMessage())), unreadable);
        }
    }

    /** Java's own words are the only ones that tell these apart. */
    private static String reason(Path path, String message) {
        if (message.contains("encrypted")) {
            return " is an encrypted zip file: unpack it with its password first";
        }
        if (message.contains("compression method")) {
            return " is a zip file compressed in a way that Java does not read (" + message
                    + "): pack it with the usual method, deflate";
        }
        boolean other = path.toString().toLowerCase(Locale.ROOT).matches(".*\\.(tar|tar\\.\\w+|tgz|7z|rar)");
        return " is neither a folder nor a zip file that can be read"
                + (other ? "; an archive of another kind must be unpacked first" : "");
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public List<String> files() {
        return files;
    }

    @Override
    public List<String> folders() {
        return folders;
    }

    @Override
    public ImageFiles imageFiles() {
        return images;
    }

    @Override
    public byte[] read(String file) throws IOException {
        ZipEntry entry = entries.get(file);
        try (InputStream stream = zip.getInputStream(entry)) {
            byte[] content = stream.readNBytes(ENTRY_LIMIT);
            if (stream.read() >= 0) {
                throw new DatasetException(path(file) + " is larger than 1 GiB");
            }
            CRC32 checksum = new CRC32();
            checksum.update(content);
            // ZipFile itself does not look at it.
            if (checksum.getValue() != entry.getCrc()) {
                throw new ZipException("its checksum is another one");
            }
            return content;
        } catch (ZipException | EOFException broken) {
            throw damaged(file, broken);
        }
    }

    @Override
    public InputStream open(String file) throws IOException {
        try {
            return zip.getInputStream(entries.get(file));
        } catch (ZipException broken) {
            throw damaged(file, broken);
        }
    }

    private DatasetException damaged(String file, IOException problem) {
        return new DatasetException(path(file) + " is damaged within the zip file", problem);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
