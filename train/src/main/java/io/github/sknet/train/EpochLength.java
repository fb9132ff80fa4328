package io.github.sknet.train;

/** How long an epoch is where data sets are small. */
public interface EpochLength {

    /** An epoch looks at so many images at least. */
    int leastImages();

    /** How often an epoch visits each of so many images. */
    default int visits(int images) {
        return (leastImages() - 1) / images + 1;
    }
}
