package io.github.sknet.serve.v2;

/** The protocol's names for kinds of numbers. */
final class Datatype {

    /** Floats of 32 bits: what networks here are given, and what they say. */
    static final String FP32 = "FP32";

    private Datatype() {}
}
