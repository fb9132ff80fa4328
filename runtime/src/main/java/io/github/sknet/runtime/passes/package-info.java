/**
 * The rewritings that shorten a program: BatchNorm folded into convolutions, activations, residual additions and pooling done in
 * the convolution before them, channel moves merged. Each computes the same with less.
 */
package io.github.sknet.runtime.passes;
