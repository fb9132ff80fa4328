/**
 * The task to classify: how a classifier ends, and which of its outputs is asked. Whole classifiers are in
 * {@code io.github.sknet.graph.backbones}; computing scores and choosing the best class never happens here.
 */
package io.github.sknet.graph.classify;
