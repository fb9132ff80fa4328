package io.github.sknet.runtime.kernels;

/** What a convolution multiplies a vector of weights by. */
public enum Operand {
    /** One input value, for all lanes: every output channel sees the same inputs. Steps come in runs. */
    BROADCAST,
    /** One input value, for all lanes, where few steps read consecutive values: each has an offset of its own. */
    SCATTERED,
    /** A vector of inputs, lane by lane: lane g holds group g, so that groups never mix. */
    LANEWISE
}
