/** Safetensors files of other tools: one, or several with an index. */
package io.github.sknet.checkpoint.safetensors;
