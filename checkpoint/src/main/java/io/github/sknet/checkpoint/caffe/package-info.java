/** Caffe's trained networks ({@code .caffemodel}): layers with their numbers, as protobuf. */
package io.github.sknet.checkpoint.caffe;
