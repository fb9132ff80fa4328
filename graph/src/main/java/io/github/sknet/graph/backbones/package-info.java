/**
 * Networks as data: records that write whole classifiers down, family by family. What is common to all of them is here;
 * which of them have names, and what was published about them, is said in {@code io.github.sknet.graph.models}.
 */
package io.github.sknet.graph.backbones;
