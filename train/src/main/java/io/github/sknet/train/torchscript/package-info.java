/**
 * TorchScript: a model as a file that Python's {@code torch.jit.load}, DJL and libtorch itself run without this project.
 * Nothing is trained or predicted here.
 */
package io.github.sknet.train.torchscript;
