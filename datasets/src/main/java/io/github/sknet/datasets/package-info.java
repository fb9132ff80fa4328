/**
 * What data sets of all tasks share: files in folders and archives, parts, the loader that turns images into batches
 * ahead of their use, and what is noted about broken ones. Formats live in the package of their task; nothing here
 * knows networks.
 */
package io.github.sknet.datasets;
