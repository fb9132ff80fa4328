/**
 * Whole networks by name: the registry, the families, what is known of a network before it is trained, and the model file
 * that carries a network, from the registry or not, and its weights. Building blocks live in {@code
 * io.github.sknet.graph.blocks}, tasks in packages of their own.
 */
package io.github.sknet.graph.models;
