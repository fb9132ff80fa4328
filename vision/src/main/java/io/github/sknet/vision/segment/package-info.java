/**
 * Which class each pixel is of: the segmenter, the way from a segmenter's output to a mask of the image's own size, and
 * its picture. Data sets and mean IoU live in sknet-datasets, the loss in sknet-train.
 */
package io.github.sknet.vision.segment;
