/**
 * Every engine against the same numbers: the suite, and how its results are told. What engines are held against are the
 * operations' definitions in float64 ({@link io.github.sknet.conformance.reference}) for one list of
 * operations and shapes, and {@linkplain io.github.sknet.conformance.fixtures fixtures} that were computed by code which is not this project's. No engine that users
 * choose lives here.
 */
package io.github.sknet.conformance;
