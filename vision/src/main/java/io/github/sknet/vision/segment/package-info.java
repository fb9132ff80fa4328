/**
 * Masks: data sets of images with a class index for each pixel, images changed together with their masks, the way from a
 * segmenter's output to a mask of the image's own size, and pictures of them. Mean IoU lives in {@code metrics}.
 */
package io.github.sknet.vision.segment;
