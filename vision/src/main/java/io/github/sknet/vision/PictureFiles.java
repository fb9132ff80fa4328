package io.github.sknet.vision;

import io.github.sknet.vision.plot.PngFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files that pictures of one answer go to.
 *
 * @param stem how their names begin, with the folder; the folder is made
 * @param replace whether files may be replaced that are not pictures of answers
 */
public record PictureFiles(Path stem, boolean replace) {

    /**
     * A file to write.
     *
     * @param suffix what follows the stem, without the extension
     * @throws IOException when the folder can't be made, or what is there is not an answer's picture and must stay
     */
    public Path png(String suffix) throws IOException {
        Path file = stem.resolveSibling(stem.getFileName() + suffix + ".png");
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!replace && Files.exists(file) && !PngFile.isOwn(file)) {
            throw new IOException(file + " is there already and is not a picture of an answer; --force replaces it");
        }
        return file;
    }
}
