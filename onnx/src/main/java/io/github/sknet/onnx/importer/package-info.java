/**
 * ONNX files as networks of this project: {@code proto} reads them, {@code evaluation} computes constants and sizes, {@code patterns}
 * recognises what is spelled out, {@code lowering} writes the network. Nothing is computed of an image here but to compare.
 */
package io.github.sknet.onnx.importer;
