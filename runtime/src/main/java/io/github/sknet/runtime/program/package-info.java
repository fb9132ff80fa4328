/** A network for inference as a list of operations. How it gets shorter, and where its values live, is said elsewhere. */
package io.github.sknet.runtime.program;
