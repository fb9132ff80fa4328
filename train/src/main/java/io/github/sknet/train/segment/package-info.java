/**
 * To learn to segment: how far a segmenter is from the truth, what rare classes weigh, and what of it a recipe sets. Batches of
 * masks come from {@code io.github.sknet.datasets.segment}, which also judges.
 */
package io.github.sknet.train.segment;
