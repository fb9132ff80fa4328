package io.github.sknet.fashionmnist;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The two bundled parts of Fashion-MNIST (Xiao, Rasul, Vollgraf 2017, arXiv 1708.07747): the first 10,000 training and
 * the first 2,000 test images, 28×28 grey levels, in the original order. Copyright Zalando SE, MIT licence (in
 * {@code LICENSE.txt} beside the files).
 */
public enum FashionMnist {
    /** The first 10,000 of the 60,000 training images. */
    TRAIN("train"),
    /** The first 2,000 of the 10,000 test images. */
    TEST("t10k");

    /** The names of the ten classes, by label. */
    public static final List<String> CLASS_NAMES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private final String prefix;

    FashionMnist(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Opens the images.
     *
     * @return an uncompressed IDX stream of unsigned bytes, shape (N, 28, 28), to be closed by the caller
     * @throws IOException if the resource is damaged
     */
    public InputStream images() throws IOException {
        return open(prefix + "-images-idx3-ubyte.gz");
    }

    /**
     * Opens the labels.
     *
     * @return an uncompressed IDX stream of unsigned bytes, shape (N), values 0 to 9, to be closed by the caller
     * @throws IOException if the resource is damaged
     */
    public InputStream labels() throws IOException {
        return open(prefix + "-labels-idx1-ubyte.gz");
    }

    private static InputStream open(String file) throws IOException {
        InputStream resource = FashionMnist.class.getResourceAsStream(file);
        if (resource == null) {
            throw new IOException("the resource " + file + " is missing from the sknet-fashion-mnist artifact");
        }
        return new GZIPInputStream(resource, 1 << 16);
    }
}
