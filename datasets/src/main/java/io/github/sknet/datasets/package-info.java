/**
 * What data sets of all tasks share: parts, batches made ahead of their use, what is noted of what is broken, and how a model of
 * any task is judged by a data set. Files live in {@code files}, annotations of objects in {@code annotations}; formats and
 * figures of a single task in the package of their task; nothing here trains, and nothing asks which task it is.
 */
package io.github.sknet.datasets;
