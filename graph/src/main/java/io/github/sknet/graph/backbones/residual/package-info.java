/**
 * The residual family: ResNet, ResNeXt, SENet, SKNet and ResNeSt are one network whose middle convolution is a strategy, described
 * by a {@link io.github.sknet.graph.backbones.residual.ResidualNetwork}. Which of them have names, and their published results,
 * is said in {@code io.github.sknet.graph.models}, not here.
 */
package io.github.sknet.graph.backbones.residual;
