/**
 * The look that all charts share, and the files they go to. What a chart shows is said where its numbers are made,
 * never here.
 */
package io.github.sknet.explain.chart;
