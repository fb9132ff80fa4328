/**
 * ONNX operators become operations of this project, a class for each group of operators. A reshaping, a transposing or a new axis
 * computes nothing: it changes how a value is looked at ({@link io.github.sknet.onnx.importer.lowering.View}), and only what can't be
 * looked through becomes a node.
 */
package io.github.sknet.onnx.importer.lowering;
