/**
 * What a network is: an immutable graph of operations.
 */
package io.github.sknet.graph;
