/**
 * PyTorch's checkpoints: pickles beside the numbers of tensors. A pickle is data here: nothing in it is looked up or executed.
 */
package io.github.sknet.checkpoint.pytorch;
