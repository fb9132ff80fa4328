/**
 * A bundled model: a classifier of photographs as a resource, and the one class that opens it. Nothing here computes: whoever
 * asks it gives it to an engine.
 */
package io.github.sknet.photographs;
