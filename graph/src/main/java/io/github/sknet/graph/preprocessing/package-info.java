/**
 * How images are prepared for a network, as data: what model files, importers and exporters carry along. Images themselves never
 * live here; {@code sknet-vision} prepares them.
 */
package io.github.sknet.graph.preprocessing;
