/**
 * The large selective kernel family: LSKNet, whose blocks choose among kernels of 5×5 and 23×23 pixels at each pixel. Which of
 * them have names is said in {@code io.github.sknet.graph.models}, not here.
 */
package io.github.sknet.graph.backbones.lsk;
