/**
 * Training with libtorch, the only place in the project that uses it. A graph becomes a trainable module
 * ({@code module}), an engine among others ({@code engine}), and what a training run needs ({@code optim}, {@code run}).
 * Nothing here describes a network, and nothing outside needs libtorch to predict.
 */
package io.github.sknet.train;
