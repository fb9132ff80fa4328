/**
 * How an image becomes a network's input, in training and in prediction alike. Whatever is random lives in
 * sknet-datasets; nothing here reads files or knows networks.
 */
package io.github.sknet.vision.transform;
