/**
 * Boxes: data sets of boxes (Pascal VOC, COCO), images changed together with their boxes, the way from a detector's outputs to
 * detections in an image's pixels, and pictures of them. Average precision lives in {@code metrics.coco}, training targets in
 * {@code sknet-train}.
 */
package io.github.sknet.vision.detect;
