/**
 * The pure-Java engine. A {@link io.github.sknet.runtime.Plan} is a network made ready for one input size: immutable,
 * shared by threads. A {@link io.github.sknet.runtime.Session} owns the memory of one computation and serves one thread
 * at a time. A {@link io.github.sknet.runtime.Team} is the threads that share the work. No native code, and no model
 * named anywhere.
 *
 * <p>System properties: {@code sknet.kernels} ({@code scalar} or {@code vector}) and {@code sknet.vector.bits}
 * ({@code 512}, {@code 256} or {@code 128}) force what is otherwise chosen; forcing what is absent is an error.
 */
package io.github.sknet.runtime;
