/**
 * The Open Inference Protocol, version 2 (github.com/kserve/open-inference-protocol), with Triton's extensions for binary tensors and
 * for the repository of models.
 */
package io.github.sknet.serve.v2;
