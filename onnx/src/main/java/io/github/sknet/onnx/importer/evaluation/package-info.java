/**
 * What can be computed without an image: constants, and sizes of which height, width and batch may be free. No network is built here.
 */
package io.github.sknet.onnx.importer.evaluation;
