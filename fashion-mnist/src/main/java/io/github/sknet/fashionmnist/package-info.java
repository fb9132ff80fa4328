/**
 * A bundled data set: a subset of Fashion-MNIST as resources, and the one class that opens them. Nothing here decodes
 * images or knows what a data set is for: sknet-datasets reads these files as it reads any other IDX file.
 */
package io.github.sknet.fashionmnist;
