/**
 * JSON in its plain form: {@link java.util.Map}s, {@link java.util.List}s, strings, numbers and booleans. Texts are taken to be
 * of unknown origin: they are read strictly and within limits. What a text means is said by those who read it.
 */
package io.github.sknet.graph.json;
