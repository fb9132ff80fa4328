/**
 * A network for inference as a list of operations, and the passes that shorten it: BatchNorm folded into convolutions,
 * activations, residual additions and pooling done in the convolution before them, channel moves merged. Operations say
 * what is computed, never how or where: memory, layouts and kernels come later.
 */
package io.github.sknet.runtime.program;
