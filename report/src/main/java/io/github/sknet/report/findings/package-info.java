/**
 * What a trained network does on images that it has not learned from, task by task, as the numbers and sections of a
 * report. Nothing here knows how the network was trained, nor where the page goes.
 */
package io.github.sknet.report.findings;
