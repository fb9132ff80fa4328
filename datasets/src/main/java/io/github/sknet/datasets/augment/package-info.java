/**
 * Random changes of training images. Every random choice comes from a generator that the caller seeds, so that the same
 * seed gives the same input whatever the number of threads. Changes of boxes and masks live beside them.
 */
package io.github.sknet.datasets.augment;
