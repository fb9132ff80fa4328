/**
 * COCO's average precision for boxes, number for number as pycocotools computes it, and COCO's JSON files for it. Nothing
 * here knows networks or images.
 */
package io.github.sknet.datasets.metrics.coco;
