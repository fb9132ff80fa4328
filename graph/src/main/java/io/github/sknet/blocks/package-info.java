/**
 * The building blocks that the project exists for: {@link io.github.sknet.blocks.SelectiveKernel}, the general
 * description, and on top of it {@link io.github.sknet.blocks.SKConv} and {@link io.github.sknet.blocks.SKUnit} of the
 * seed article. Blocks are records that write themselves into a graph; whole networks live in
 * {@code io.github.sknet.models}.
 */
package io.github.sknet.blocks;
