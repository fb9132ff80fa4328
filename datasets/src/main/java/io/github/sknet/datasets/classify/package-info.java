/**
 * Images with one class each: the formats they are read from, their batches, and how a classifier is judged by them.
 */
package io.github.sknet.datasets.classify;
