/**
 * ShuffleNetV2, plain and with Squeeze-and-Excitation or selective kernels plugged in: the family that is not residual.
 */
package io.github.sknet.graph.backbones.shuffle;
