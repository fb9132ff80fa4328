/**
 * Images with their classes, one each or several: the formats they are read from (class folders, lists, IDX, CIFAR), their batches, and how a
 * classifier is judged by them. Nothing here changes images at random: that is {@code augment}'s.
 */
package io.github.sknet.datasets.classify;
