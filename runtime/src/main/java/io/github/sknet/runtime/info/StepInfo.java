package io.github.sknet.runtime.info;

import io.github.sknet.graph.Shape;

/**
 * What a human wants to know about a step.
 *
 * @param name the node or nodes that it computes
 * @param kernel how
 * @param output the shape of its output
 * @param bytes what it reads and writes, weights included, each once
 * @param macs multiply-accumulates; 0 where they are too few to matter
 */
public record StepInfo(String name, String kernel, Shape output, long bytes, long macs) {}
