/**
 * Random changes of training images. Every random choice comes from a generator that the caller seeds, so that the same
 * seed gives the same input whatever the number of threads. Changes that boxes and masks must follow live with these.
 */
package io.github.sknet.datasets.augment;
