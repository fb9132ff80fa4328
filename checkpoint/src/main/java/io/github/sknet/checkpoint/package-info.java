/**
 * Weights that other tools saved, read without executing anything they contain: files of several formats become
 * {@link io.github.sknet.graph.weights.Weights}, are recognised as a network's, and with how images are prepared a model file. Nothing is
 * written in foreign formats here, and no network is described.
 */
package io.github.sknet.checkpoint;
