/**
 * ShuffleNetV2, plain and with Squeeze-and-Excitation or selective kernels plugged in: the family that is not residual.
 * Which of them have names, and their published results, is said in {@code io.github.sknet.graph.models}, not here.
 */
package io.github.sknet.graph.backbones.shuffle;
