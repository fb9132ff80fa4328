/**
 * Images with boxes: their boxes checked, images changed together with their boxes, their
 * batches, and how a detector is judged by them. The figures themselves are computed in {@code metrics.coco}.
 */
package io.github.sknet.datasets.detect;
