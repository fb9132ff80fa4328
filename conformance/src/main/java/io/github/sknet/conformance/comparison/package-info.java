/** How far an engine's numbers are from those expected, and what passes. Nothing is computed here. */
package io.github.sknet.conformance.comparison;
