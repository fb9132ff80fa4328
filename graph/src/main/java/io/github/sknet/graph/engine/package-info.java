/**
 * What every engine promises: the interfaces that are found by {@link java.util.ServiceLoader}. The engines themselves
 * live in modules of their own and never here.
 */
package io.github.sknet.graph.engine;
