/**
 * The contender DJL. Its libtorch is another one than ours, so its process has a class path of its own, and nothing here
 * may be used by the other packages.
 */
package io.github.sknet.bench.djl;
