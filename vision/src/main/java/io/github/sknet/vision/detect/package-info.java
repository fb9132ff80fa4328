/**
 * Where objects are in a picture: the detector, the way from a detector's outputs to detections in the image's pixels,
 * and their picture. Data sets and average precision live in sknet-datasets, training targets in sknet-train.
 */
package io.github.sknet.vision.detect;
