/**
 * The building blocks that the project exists for: {@link io.github.sknet.graph.blocks.SelectiveKernel}, the general
 * description, and on top of it {@link io.github.sknet.graph.blocks.SKConv} and {@link io.github.sknet.graph.blocks.SKUnit}
 * of the seed article. Blocks are records that write themselves into a graph; whole networks live in {@code
 * io.github.sknet.graph.backbones} and are named in {@code io.github.sknet.graph.models}.
 *
 * <h2>Selective kernels in a network of your own</h2>
 *
 * <p>A block stands wherever a convolution with BatchNorm and ReLU could: it takes a node with a map (N, in, H, W) and
 * returns one with (N, out, H / stride, W / stride). Nothing else in the network has to know of it:
 *
 * <pre>{@code
 * GraphBuilder b = new GraphBuilder(3);
 * Node x = b.add("stem", Conv2d.of(3, 32, Window.of(3).padding(1)), b.input());
 * x = SelectiveKernel.paper(32, 2, 32, 16, 2, 32).build(b.scope("sk"), x); // depthwise, stride 2
 * x = b.add("pool", new GlobalAveragePool(), x);
 * b.output("logits", b.add("fc", Linear.of(32, 10), x));
 * Graph graph = b.build();
 * }</pre>
 *
 * <p>Its parameters are then {@code sk.paths.0.conv.weight} and so on, and the attention of its selection is asked for by
 * the name {@code sk.attn.select}. Kernels of other sizes and shapes are given with {@code withBranches}, for example 1×7
 * beside 7×1:
 *
 * <pre>{@code
 * SelectiveKernel.paper(32, 2, 32, 16, 1, 32)
 *         .withBranches(List.of(Branch.rectangle(1, 7, 32), Branch.rectangle(7, 1, 32)))
 * }</pre>
 *
 * <p>{@code io.github.sknet.graph.backbones.shuffle} does just this to ShuffleNetV2, and {@code docs/own-network.md} shows
 * the whole way for a U-Net.
 */
package io.github.sknet.graph.blocks;
