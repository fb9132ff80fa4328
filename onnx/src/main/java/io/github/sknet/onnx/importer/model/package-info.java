/** An ONNX graph as plain records: nodes, attributes, constants. It knows neither bytes nor networks. */
package io.github.sknet.onnx.importer.model;
