package io.github.sknet.datasets.augment;

/** What is put around an image before a part of it is cropped; torchvision's {@code padding_mode}. */
public enum PaddingMode {
    /** Black. */
    CONSTANT,
    /** The image, mirrored about its outermost pixels, which are not repeated. */
    REFLECT
}
