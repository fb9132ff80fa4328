/**
 * What a network chose: the attention analysis of the paper (Li et al., Selective Kernel Networks, §4.4) for any network with
 * selections, whatever its task, as numbers, tables and plots. Preparing images and computing the attention is the business of
 * the models in sknet-vision and never done here.
 */
package io.github.sknet.explain;
