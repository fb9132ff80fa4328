/**
 * What models of all tasks share: loading them, asking them, what can be set for them, and what an answer is. The models
 * themselves live in classify, detect and segment and are never named here; data sets and judging live in sknet-datasets.
 */
package io.github.sknet.vision;
