package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.annotations.Frames;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageHeader;
import java.io.IOException;

/**
 * A mask in a file of its own. Where EXIF turns the image, a mask of the stored picture's size is turned with it.
 *
 * @param image its path in the tree
 * @param mask its path in the tree
 * @param coding of the mask
 */
record MaskFile(String image, String mask, MaskCoding coding) implements MaskSource {

    @Override
    public String name(FileTree tree) {
        return tree.path(mask);
    }

    @Override
    public Image read(FileTree tree) throws IOException {
        Image decoded = coding.decode(tree.read(mask), name(tree));
        ImageHeader header = Frames.header(tree, image);
        boolean stored = decoded.width() == header.width() && decoded.height() == header.height();
        return stored ? header.upright(decoded) : decoded;
    }
}
