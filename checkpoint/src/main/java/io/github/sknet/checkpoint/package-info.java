/**
 * Weights that other tools saved, read without executing anything they contain: PyTorch's checkpoints and safetensors
 * files become {@link io.github.sknet.graph.weights.Weights}, and fitted to a network a model file. Nothing is written in
 * foreign formats here, and no network is described.
 */
package io.github.sknet.checkpoint;
