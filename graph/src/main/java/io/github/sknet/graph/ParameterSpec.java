package io.github.sknet.graph;

import java.util.List;

/**
 * A parameter or buffer that an operation owns.
 *
 * @param suffix its name below the node's, as in PyTorch: {@code weight}, {@code running_mean} …; empty where the parameter is named
 *     as the node itself, as a parameter that stands in a PyTorch module beside other modules
 * @param shape its axes: (out, in / groups, height, width) for a convolution, (out, in) for a linear layer, (C) else
 * @param role what it is for
 * @param init how it starts
 * @param fanIn PyTorch's {@code fan_in} of the weight: its second axis times the kernel's taps, which is the number of inputs
 *     that meet in one output; a bias has its weight's
 * @param fanOut PyTorch's {@code fan_out} of the weight: its first axis times the kernel's taps. In a grouped convolution that is
 *     G times the number of outputs that one input meets (torch.nn.init, {@code _calculate_fan_in_and_fan_out})
 */
public record ParameterSpec(String suffix, List<Integer> shape, Role role, Init init, int fanIn, int fanOut) {

    public ParameterSpec {
        shape = List.copyOf(shape);
    }

    /** What a parameter is for. Running statistics are buffers: saved, but not trained and not counted. */
    public enum Role {
        WEIGHT(true),
        BIAS(true),
        BN_WEIGHT(true),
        BN_BIAS(true),
        BN_MEAN(false),
        BN_VAR(false);

        private final boolean trained;

        Role(boolean trained) {
            this.trained = trained;
        }

        /** True where the optimiser changes it. */
        public boolean trained() {
            return trained;
        }

        /** True where weight decay applies: weights, but neither biases nor BatchNorm (He et al. 2019, §3.1). */
        public boolean decayed() {
            return this == WEIGHT;
        }
    }

    /** The number of values. */
    public long elements() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }

    static ParameterSpec weight(List<Integer> shape, Init init, int fanIn, int fanOut) {
        return new ParameterSpec("weight", shape, Role.WEIGHT, init, fanIn, fanOut);
    }

    static ParameterSpec bias(int channels, Init init, int fanIn) {
        return new ParameterSpec("bias", List.of(channels), Role.BIAS, init, fanIn, 1);
    }

    static ParameterSpec perChannel(String suffix, int channels, Role role, float value) {
        return new ParameterSpec(suffix, List.of(channels), role, Init.constant(value), 1, 1);
    }
}
