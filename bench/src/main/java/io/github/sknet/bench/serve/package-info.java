/** The service under load: clients on loopback, beside the engine's own throughput for batches. */
package io.github.sknet.bench.serve;
