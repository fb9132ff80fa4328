/**
 * Parts that turn a backbone's feature maps into maps of predictions: pyramids, towers, pooling at several rates. Whole
 * detectors and segmenters are put together in {@code io.github.sknet.graph.detect} and {@code io.github.sknet.graph.segment};
 * losses, targets and decoding never live here.
 */
package io.github.sknet.graph.heads;
