/**
 * ONNX: a graph and its weights as a file for every other runtime, and ONNX Runtime as an engine of this project.
 *
 * <p>{@link io.github.sknet.onnx.OnnxExporter} is the way out; {@link io.github.sknet.onnx.OnnxEngine} runs what it
 * writes. Nothing is trained here, no image is decoded, and no network is described: files are written, never read back
 * into graphs.
 */
package io.github.sknet.onnx;
