package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.vision.image.Image;
import java.io.IOException;

/** Where the mask of an image comes from. */
interface MaskSource {

    /** What messages call it. */
    String name(FileTree tree);

    /**
     * Makes the mask.
     *
     * @return one channel of labels, perhaps of classes that there are not, and {@link SegmentationDataset#IGNORED}
     * @throws IOException naming it, when it can't be made
     */
    Image read(FileTree tree) throws IOException;
}
