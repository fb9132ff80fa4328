/**
 * What data sets of all tasks share: files in folders and zip files, parts, batches made ahead of their use, what is noted of
 * what is broken, and how a model of any task is judged by a data set. Formats, annotations and figures live in the package of
 * their task; nothing here trains, and nothing asks which task it is.
 */
package io.github.sknet.datasets;
