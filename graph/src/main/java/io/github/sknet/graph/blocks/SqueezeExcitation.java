package io.github.sknet.graph.blocks;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Multiply;
import io.github.sknet.graph.Node;

/**
 * Channel attention (Hu et al., Squeeze-and-Excitation Networks, CVPR 2018): x · σ(W₂ ReLU(W₁ mean(x))), with biases.
 * Parameters are named and stored as in timm's SEModule.
 *
 * @param channels C
 * @param width the channels between the two layers; C / 16 in the paper
 */
public record SqueezeExcitation(int channels, int width) implements Block {

    @Override
    public int inChannels() {
        return channels;
    }

    @Override
    public int outChannels() {
        return channels;
    }

    @Override
    public Node build(GraphBuilder scope, Node input) {
        Node squeezed = scope.add("pool", new GlobalAveragePool(), input);
        Node reduced = scope.add("fc1", layer(channels, width), squeezed);
        Node rectified = scope.add("act", Activation.relu(), reduced);
        Node expanded = scope.add("fc2", layer(width, channels), rectified);
        Node gate = scope.add("gate", Activation.sigmoid(), expanded);
        return scope.add("scale", new Multiply(), input, gate);
    }

    private static Linear layer(int in, int out) {
        return Linear.pointwise(in, out).withBias(true).withInit(Init.kaimingFanOut(), Init.constant(0));
    }
}
