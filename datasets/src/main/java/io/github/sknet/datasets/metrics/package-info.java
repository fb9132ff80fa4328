/**
 * How good answers are: classification and segmentation figures from counts of (true, predicted) pairs. Nothing here
 * computes answers; detection has its own rules in coco.
 */
package io.github.sknet.datasets.metrics;
