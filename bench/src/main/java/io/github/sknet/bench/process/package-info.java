/** Processes that take part in a measurement, from the side that asks them. */
package io.github.sknet.bench.process;
