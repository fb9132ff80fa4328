/** This project's files in DJL, which runs in a process of its own. */
package io.github.sknet.bench.djl;
