/**
 * The task to classify: how a classifier ends, and which of its outputs is asked. Whole classifiers are in
 * {@code io.github.sknet.graph.backbones}; scores and the choice of the best class never live here.
 */
package io.github.sknet.graph.classify;
