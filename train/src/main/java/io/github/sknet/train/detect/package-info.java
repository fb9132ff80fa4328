/**
 * What a detector is to say about each pixel, and how far it is from saying it. Batches of boxes come from
 * {@code io.github.sknet.vision.detect}, which also turns outputs into detections.
 */
package io.github.sknet.train.detect;
