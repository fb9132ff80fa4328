/**
 * To learn to classify: cross entropy of one class an image or of several, smaller images in a run's beginning, and what of it a recipe sets. Batches of labelled
 * images come from {@code io.github.sknet.datasets.classify}, which also judges.
 */
package io.github.sknet.train.classify;
