/**
 * What a network is: an immutable graph of operations.
 *
 * <p>A {@link io.github.sknet.graph.Graph} is built with a {@link io.github.sknet.graph.GraphBuilder}, checked by the
 * {@link io.github.sknet.graph.GraphVerifier} and read by engines through an {@link io.github.sknet.graph.OpVisitor}.
 * Operations know their parameters, their output shape and their multiply-accumulates. How an operation is computed is
 * never said here.
 */
package io.github.sknet.graph;
