/**
 * The task to segment, and whole semantic segmenters as data: an image (N, channels, H, W) becomes logits (N, classes, H, W), at
 * every size. Losses and the choice of the best class never live here.
 */
package io.github.sknet.graph.segment;
