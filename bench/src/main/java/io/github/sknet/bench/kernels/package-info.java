/**
 * JMH benchmarks of single kernels, below plans and sessions. Whole networks and other engines are compared by
 * {@code io.github.sknet.bench} itself, in processes that take turns.
 */
package io.github.sknet.bench.kernels;
