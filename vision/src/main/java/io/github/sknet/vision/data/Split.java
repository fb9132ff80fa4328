package io.github.sknet.vision.data;

/** The part of a data set. */
public enum Split {
    /** What a network learns from. */
    TRAIN,
    /** What is looked at during training, to choose between networks. */
    VALIDATION,
    /** What is looked at once, at the end. */
    TEST,
    /** A data set that comes without parts. */
    ALL
}
