/**
 * Networks that are held against the {@linkplain io.github.sknet.conformance.reference reference}: what a case is, and every
 * registered model as one. Small networks of single operations have a package of their own.
 */
package io.github.sknet.conformance.cases;
