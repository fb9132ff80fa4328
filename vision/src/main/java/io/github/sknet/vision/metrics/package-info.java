/**
 * How good answers are: classification and segmentation figures from counts of (true, predicted) pairs. Nothing here
 * computes answers; detection has its own rules in {@code coco}.
 */
package io.github.sknet.vision.metrics;
