/**
 * The kernels in the Vector API, with {@code tiles} the only package that names the incubating module.
 *
 * <p>What keeps C2 happy, on JDK 17 as on newer ones: one vector shape in a JVM, held in a constant
 * ({@link io.github.sknet.runtime.vector.tiles.Lanes}); accumulators in local variables, each loaded by itself; a single
 * loop over a table of offsets instead of nested ones over taps and channels (with nested loops JDK 17 boxes every
 * accumulator and runs fifty times slower); methods that take arrays and offsets. Masks and shuffles, slow on JDK 17,
 * are not needed: channels are padded to whole vectors, and grouped convolutions find their groups side by side in the
 * lanes. What more the tiles need, the innermost loops of convolutions, is said in {@code TileSpeller}, which writes them.
 */
package io.github.sknet.runtime.vector;
