package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.weights.ElementType;

/**
 * The numbers behind one or several tensors of a PyTorch archive: the entry {@code data/KEY}.
 *
 * @param type of its elements
 * @param key the entry's name
 * @param elements how many the checkpoint says there are
 */
public record Storage(ElementType type, String key, long elements) {}
