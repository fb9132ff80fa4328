/**
 * All that is decided about a convolution before it runs: how groups use the lanes and which channel orders that asks for, the
 * way it is computed, its tiles, its packed weights, and the items that threads share.
 *
 * <p>A grouped convolution makes use of the free order of channels: where groups are narrower than a vector, channel i of as many
 * groups as there are lanes forms one vector ({@link io.github.sknet.runtime.maps.ChannelOrder#interleaved}), and the convolution
 * multiplies lane by lane without moving anything between lanes. On the way in and out it costs nothing: the 1×1 convolutions
 * before and after write and read that order.
 */
package io.github.sknet.runtime.convolution;
