/** A network for inference as a list of operations. */
package io.github.sknet.runtime.program;
