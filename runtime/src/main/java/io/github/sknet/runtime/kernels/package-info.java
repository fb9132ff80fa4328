/**
 * The seam between plan and arithmetic: {@link io.github.sknet.runtime.kernels.Kernels} works on primitive arrays,
 * offsets and tables and knows neither nodes nor models nor shapes. {@code ScalarKernels} are plain loops and the
 * specification; other implementations are found by {@link java.util.ServiceLoader} and held against them.
 *
 * <p>Maps are pixels of contiguous channels (N, H, W, C), the channels padded to whole vectors. What lies in the padding
 * is never read into a real channel.
 */
package io.github.sknet.runtime.kernels;
