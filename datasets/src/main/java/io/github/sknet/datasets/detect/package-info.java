/**
 * Images with boxes: annotations made into boxes, images changed together with them, their batches, and how a detector is judged by them. The figures themselves are computed in {@code metrics.coco}.
 */
package io.github.sknet.datasets.detect;
