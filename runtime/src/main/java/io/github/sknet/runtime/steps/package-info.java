/**
 * A program in its layout as steps that run: each step is cut into items that any thread may take, calls kernels on the
 * arena and allocates nothing.
 */
package io.github.sknet.runtime.steps;
