/**
 * Numbers: tensors in memory, the parameters of a graph, and the files that hold them. Reading executes no code and
 * checks everything against the file's length before it allocates. Which network the numbers belong to is said by
 * {@code io.github.sknet.graph.models}.
 */
package io.github.sknet.graph.weights;
