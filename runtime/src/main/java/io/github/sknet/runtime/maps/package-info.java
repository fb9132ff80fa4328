/**
 * How one map lies in memory: pixel by pixel, (H, W, C), with a border of zeros wide enough for the paddings of its readers, so
 * that no kernel looks for edges. The order of the channels within a pixel is free, because the weights that read them can be
 * packed in the same order.
 */
package io.github.sknet.runtime.maps;
