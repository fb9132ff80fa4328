package io.github.sknet.checkpoint.pytorch;

/**
 * A part of a storage, as PyTorch's oldest checkpoints name them.
 *
 * @param start its first element
 */
record StorageView(Storage storage, long start) {}
