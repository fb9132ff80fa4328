/**
 * Images with a class for each pixel: files of masks and what they mean, masks drawn from outlines, images changed together with
 * their masks, their batches, and how a segmenter is judged by them. The figures themselves are computed in {@code metrics}.
 */
package io.github.sknet.datasets.segment;
