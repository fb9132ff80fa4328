/**
 * What annotation tools say of objects in images: the formats of Pascal VOC, COCO, YOLO and LabelMe, each read into the same few
 * records, unchecked. Detection makes boxes of them, segmentation draws their outlines; whatever is wrong is noted, and the
 * rest is read.
 */
package io.github.sknet.datasets.annotations;
