/**
 * How an image becomes a network's input: the preprocessing that training and prediction share, and the random
 * augmentation of training. Every random choice comes from a generator that the caller seeds, so that the same seed gives
 * the same input whatever the number of threads. Nothing here reads files or knows networks.
 */
package io.github.sknet.vision.transform;
