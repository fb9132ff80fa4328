/**
 * What is told of a classifier: its mistakes, its calibration, and the kernels that it selects. Nothing here knows how it was
 * trained, nor where the page goes.
 */
package io.github.sknet.report.classify;
