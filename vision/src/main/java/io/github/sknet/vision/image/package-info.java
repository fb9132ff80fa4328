/**
 * Pictures as arrays of samples, grey or RGB: decoding files, resizing as Pillow does, cropping and flipping; boxes in them.
 * Nothing here knows about networks, labels or normalisation.
 */
package io.github.sknet.vision.image;
