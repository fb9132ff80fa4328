/**
 * Training with libtorch, which no other module needs (the benchmarks apart). Here is what a task brings to it: a
 * {@code TrainingTask}, its {@code TaskSettings} in a recipe, and the {@code Objective} of a run. Tasks are an open set, found by
 * {@link java.util.ServiceLoader}; those that come along live in {@code classify}, {@code detect} and {@code segment} and are
 * never named here. A run ({@code run}) follows a recipe ({@code recipe}); nothing below describes a network, and nothing
 * outside of this module needs libtorch to predict.
 */
package io.github.sknet.train;
