package io.github.sknet.train.torch;

/** The arithmetic of convolutions and matrix products in training; everything else is float32. */
public enum Precision {
    FLOAT32,
    /** Autocast to bfloat16; parameters stay float32. */
    BFLOAT16
}
