/**
 * To learn to detect: what a detector is to say about each pixel, how far it is from saying it, and what of it a recipe sets.
 * Batches of boxes come from {@code io.github.sknet.datasets.detect}, which also judges; detections are made of outputs in
 * {@code io.github.sknet.vision.detect}.
 */
package io.github.sknet.train.detect;
