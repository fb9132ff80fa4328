/**
 * What is told of a detector: its average precision, and its boxes. Nothing here knows how it was trained, nor where the page
 * goes.
 */
package io.github.sknet.report.detect;
