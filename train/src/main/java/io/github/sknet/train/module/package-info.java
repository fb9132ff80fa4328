/**
 * A graph as a trainable libtorch module. Losses, optimisers and data live elsewhere.
 */
package io.github.sknet.train.module;
