/**
 * Whole networks by name: the registry, the families, and the model file that carries a network's description and its
 * weights. Building blocks live in {@code io.github.sknet.graph.blocks}.
 */
package io.github.sknet.graph.models;
