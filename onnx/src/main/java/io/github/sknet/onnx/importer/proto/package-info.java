/** The file: bytes of protobuf become a typed graph. Nothing is computed, and no path outside the file's folder is followed. */
package io.github.sknet.onnx.importer.proto;
