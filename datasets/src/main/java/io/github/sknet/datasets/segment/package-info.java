/**
 * Images with a class for each pixel: the layouts they are read from, images changed together with their masks, their
 * batches, and how a segmenter is judged by them. The figures themselves are computed in {@code metrics}.
 */
package io.github.sknet.datasets.segment;
