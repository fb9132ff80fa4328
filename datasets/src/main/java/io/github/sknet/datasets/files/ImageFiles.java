package io.github.sknet.datasets.files;

import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which files of a tree are images: by their names, and by their first bytes where a name does not say what a file is.
 *
 * @param images of formats that are read, or so their names say
 * @param unread images of other formats, such as HEIC
 */
public record ImageFiles(List<String> images, List<String> unread) {

    private static final Set<String> READ =
            Set.of("jpg", "jpeg", "jpe", "jfif", "jif", "png", "apng", "bmp", "dib", "gif", "webp", "tif", "tiff");

    private static final Set<String> UNREAD = Set.of(
            "heic", "heif", "avif", "jxl", "jp2", "j2k", "jpx", "svg", "psd", "tga", "ppm", "pgm", "pbm", "pnm", "exr",
            "hdr", "dcm", "nii", "cr2", "cr3", "nef", "arw", "dng", "orf", "rw2");

    /** What is found in data sets and is no image, so that it need not be looked into. */
    private static final Set<String> OTHERS = Set.of(
            "txt",
            "csv",
            "tsv",
            "xml",
            "json",
            "jsonl",
            "yaml",
            "yml",
            "md",
            "rst",
            "html",
            "htm",
            "pdf",
            "doc",
            "docx",
            "xls",
            "xlsx",
            "py",
            "ipynb",
            "m",
            "mat",
            "npy",
            "npz",
            "h5",
            "hdf5",
            "pkl",
            "pt",
            "pth",
            "onnx",
            "safetensors",
            "bin",
            "gz",
            "bz2",
            "xz",
            "zip",
            "tar",
            "rar",
            "7z",
            "mp4",
            "avi",
            "mov",
            "mkv",
            "webm",
            "wav",
            "mp3",
            "db",
            "log",
            "names",
            "cfg",
            "ini",
            "sh",
            "bat",
            "cache",
            "lock",
            "parquet",
            "arrow",
            "lnk",
            "sha256",
            "md5");

    /** As many as the longest signature of an image format needs. */
    private static final int SIGNATURE = 16;

    public ImageFiles {
        images = List.copyOf(images);
        unread = List.copyOf(unread);
    }

    static ImageFiles of(FileTree tree) {
        List<String> images = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (String file : tree.files()) {
            String extension = extension(file);
            if (READ.contains(extension)) {
                images.add(file);
            } else if (UNREAD.contains(extension)) {
                unread.add(file);
            } else if (!OTHERS.contains(extension) && hasSignature(tree, file)) {
                images.add(file);
            }
        }
        return new ImageFiles(images, unread);
    }

    private static String extension(String file) {
        String name = FileTree.fileName(file);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean hasSignature(FileTree tree, String file) {
        try {
            return ImageDecoder.isImage(tree.head(file, SIGNATURE));
        } catch (IOException unreadable) {
            // What it is can't be said, and its name does not claim that it is an image.
            return false;
        }
    }
}
