/**
 * Pictures as arrays of grey levels: decoding files, resizing as Pillow does, cropping and flipping. Nothing here knows
 * about networks, labels or normalisation.
 */
package io.github.sknet.vision.image;
