/**
 * Where a program's values live: the order of their channels, their borders, their place in the arena, and the tables and
 * packed weights that follow from it. Nothing is computed here.
 *
 * <p>A map is stored pixel by pixel, (H, W, C), with a border of zeros wide enough for the paddings of its readers, so that
 * no kernel looks for edges. The order of the channels is free, because the weights that read them can be packed in the
 * same order. A grouped convolution makes use of it: where groups are narrower than a vector, channel i of as many groups
 * as there are lanes forms one vector ({@link io.github.sknet.runtime.layout.ChannelOrder#interleaved}), and the
 * convolution multiplies lane by lane without moving anything between lanes. On the way in and out it costs nothing: the
 * 1×1 convolutions before and after write and read that order.
 */
package io.github.sknet.runtime.layout;
