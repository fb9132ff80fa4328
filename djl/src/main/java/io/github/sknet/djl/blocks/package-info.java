/**
 * Networks and blocks of this project as blocks of DJL's: computed by the engine that DJL uses, learned by its trainer. Nothing here
 * knows the engine {@code SKNet}, which has no gradients.
 */
package io.github.sknet.djl.blocks;
