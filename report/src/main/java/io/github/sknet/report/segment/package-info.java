/**
 * What is told of a segmenter: its intersection over union, and its masks. Nothing here knows how it was trained, nor where the
 * page goes.
 */
package io.github.sknet.report.segment;
