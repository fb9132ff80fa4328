/** Weights and inputs made from names, the same on every machine and in every language, so that none has to be stored. */
package io.github.sknet.conformance.numbers;
