/**
 * Labelled images: what a data set is, the formats it is read from, and the loader that turns it into batches ahead of
 * their use. How an image becomes an input is said in {@code transform}; nothing here knows networks.
 */
package io.github.sknet.vision.data;
