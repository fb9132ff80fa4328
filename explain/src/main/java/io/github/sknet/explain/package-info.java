/**
 * What a network chose: the attention analysis of the paper (Li et al., Selective Kernel Networks, §4.4) for any
 * network with selections, as numbers, tables and plots. Computing the attention is the engines' business and never
 * done here.
 */
package io.github.sknet.explain;
