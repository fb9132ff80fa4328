/**
 * Where a network chooses kernels: what its units are called, and which kernels each chooses from. What was chosen for an image is
 * said elsewhere.
 */
package io.github.sknet.graph.selection;
