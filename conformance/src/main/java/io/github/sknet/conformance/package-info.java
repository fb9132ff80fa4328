/**
 * Every engine against the same numbers: network fixtures computed in float64 by code that is not this project's, and
 * the suite that runs them in any {@link io.github.sknet.graph.engine.Engine}. No engine lives here.
 */
package io.github.sknet.conformance;
