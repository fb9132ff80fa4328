/**
 * The rewritings of a program: BatchNorm folded into convolutions, activations, residual additions and pooling done in the
 * convolution before them, channel moves merged; and what makes a program longer but quicker: few outputs spread over the
 * lanes, copies in another order of channels. Each computes the same. Where values live is no matter of theirs.
 */
package io.github.sknet.runtime.passes;
