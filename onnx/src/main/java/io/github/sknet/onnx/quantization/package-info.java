/**
 * Networks in ONNX whose convolutions and linear layers compute with integers of eight bits, in the form of QuantizeLinear and
 * DequantizeLinear around float operators, which runtimes turn into operators on integers. {@link
 * io.github.sknet.onnx.quantization.Quantization} is where to begin. No network is trained here.
 */
package io.github.sknet.onnx.quantization;
