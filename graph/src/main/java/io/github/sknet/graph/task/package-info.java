/**
 * What a network is for. Tasks are an open set, found by {@link java.util.ServiceLoader}; those that come along live in packages
 * of their own ({@code classify}, {@code detect}, {@code segment}) and are never named here.
 */
package io.github.sknet.graph.task;
