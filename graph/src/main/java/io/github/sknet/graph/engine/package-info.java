/**
 * What every engine promises: the interfaces that are found by {@link java.util.ServiceLoader}, the pixels that go into a
 * prediction, and what comes out. The engines themselves live in modules of their own and never here.
 */
package io.github.sknet.graph.engine;
