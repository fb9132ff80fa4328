/**
 * The task to classify: how a classifier ends. Scores and the choice of the best class never live here.
 */
package io.github.sknet.graph.classify;
