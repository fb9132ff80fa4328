package io.github.sknet.checkpoint.caffe;

import io.github.sknet.graph.weights.Tensor;
import java.util.List;

/**
 * A layer of a Caffe network that has numbers.
 *
 * @param name as the network's text calls it, {@code conv2_1/1x1_reduce/bn}
 * @param type {@code Convolution}, {@code BatchNorm} …
 * @param blobs its numbers
 */
record CaffeLayer(String name, String type, List<Tensor> blobs) {}
