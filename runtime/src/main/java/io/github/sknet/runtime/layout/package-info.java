/**
 * Where a program's values live: the order of their channels, their borders, their place in the arena, and the tables that follow
 * from it. Nothing is computed here.
 */
package io.github.sknet.runtime.layout;
