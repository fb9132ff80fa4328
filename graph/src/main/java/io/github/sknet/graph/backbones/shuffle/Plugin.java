package io.github.sknet.graph.backbones.shuffle;

/** What is plugged into the units of a ShuffleNetV2. */
public enum Plugin {
    /** Nothing: the published network. */
    NONE,
    /** Channel attention on every unit's output, before its channels are shuffled. */
    SQUEEZE_EXCITATION,
    /** A selective kernel in place of every 3×3 depthwise convolution between two 1×1 convolutions. */
    SELECTIVE_KERNEL
}
