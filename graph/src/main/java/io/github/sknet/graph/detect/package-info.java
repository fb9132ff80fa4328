/**
 * The task to detect, whole detectors as data, and the contract between them and those who train or decode them: which outputs
 * there are, level by level, and what they mean. Targets, losses and non-maximum suppression never live here.
 */
package io.github.sknet.graph.detect;
