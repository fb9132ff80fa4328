/**
 * What runs in a contender's process: it loads one network into one engine, then waits for its turns, told on its standard
 * input and answered on its standard output.
 */
package io.github.sknet.bench.worker;
