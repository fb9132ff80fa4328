/**
 * ONNX: a graph and its weights as a file for every other runtime, and ONNX Runtime as an engine of this project.
 *
 * <p>{@link io.github.sknet.onnx.OnnxExporter} is the way out; {@link io.github.sknet.onnx.OnnxEngine} runs what it
 * writes; {@link io.github.sknet.onnx.importer.OnnxImporter} is the way in. Nothing is trained here, and no image is decoded.
 */
package io.github.sknet.onnx;
