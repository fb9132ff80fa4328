/**
 * A graph as text and back: the JSON form in which a model file carries its network. {@link io.github.sknet.graph.codec.GraphCodec}
 * says how it looks. Texts are of unknown origin; what is read is a verified graph or one sentence that names the node at fault.
 *
 * <p>Weights never live here, nor does anything that knows a network by name.
 */
package io.github.sknet.graph.codec;
