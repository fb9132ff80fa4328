/**
 * The operations that every engine must get right, at sizes that do not fit: a case is a small network and some inputs. What is
 * expected is computed by the {@linkplain io.github.sknet.conformance.reference reference}.
 */
package io.github.sknet.conformance.operations;
