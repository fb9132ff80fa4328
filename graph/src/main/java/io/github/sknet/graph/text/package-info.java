/**
 * How sentences for people are put, in all modules alike: numbers of things, and names that were perhaps meant. What the sentences say
 * is the business of those who say it.
 */
package io.github.sknet.graph.text;
