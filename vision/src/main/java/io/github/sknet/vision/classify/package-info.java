/**
 * Which class a picture is of: the classifier and its answer. Data sets and accuracy live in sknet-datasets, the loss in
 * sknet-train.
 */
package io.github.sknet.vision.classify;
