/**
 * Surgery: graph and weights to graph and weights. Selective kernels are put into a network that has been trained, without
 * losing what it knows. What never lives here: training, files, ways to compute.
 */
package io.github.sknet.graph.surgery;
