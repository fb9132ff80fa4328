package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.graph.Size;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.util.Optional;

/** The sizes of images: as their annotations say, else as they are. */
final class ImageSizes {

    private ImageSizes() {}

    /**
     * The size of an image in pixels.
     *
     * @param width as the annotation says; below 1 where it does not
     * @param height as the annotation says; below 1 where it does not
     * @return empty where the annotation does not say it and the image can't be read, which is noted
     */
    static Optional<Size> of(FileTree tree, String file, int width, int height, AnnotationProblems problems)
            throws DatasetException {
        if (width >= 1 && height >= 1) {
            return Optional.of(new Size(height, width));
        }
        try {
            Image decoded = ImageDecoder.decode(tree.read(file), tree.path(file));
            return Optional.of(new Size(decoded.height(), decoded.width()));
        } catch (IOException broken) {
            problems.add(Kind.UNREADABLE, broken.getMessage());
            return Optional.empty();
        }
    }
}
