/**
 * How far a segmenter is from the truth. Batches of masks come from {@code io.github.sknet.vision.segment}.
 */
package io.github.sknet.train.segment;
