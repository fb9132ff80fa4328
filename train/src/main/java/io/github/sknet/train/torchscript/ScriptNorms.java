package io.github.sknet.train.torchscript;

import io.github.sknet.graph.LayerNorm;
import io.github.sknet.graph.LocalResponseNorm;

/**
 * Normalisations by values of the same sample.
 *
 * @param script what is written
 */
record ScriptNorms(Script script) {

    /** libtorch's is over the last axis. */
    String layer(LayerNorm op, boolean vector, String x, String weight, String bias) {
        String last = vector ? x : script.call("permute", x, Script.list(0, 2, 3, 1));
        String normalised = script.call("layer_norm", last, Script.list(op.channels()), weight, bias, op.epsilon());
        return vector ? normalised : script.call("permute", normalised, Script.list(0, 3, 1, 2));
    }

    /** The squares of the channels around, one shift after the other. */
    String localResponse(LocalResponseNorm op, boolean vector, String x) {
        int reach = op.reach();
        String sides = vector ? Script.list(reach, reach) : Script.list(0, 0, 0, 0, reach, reach);
        String squares = script.call("constant_pad_nd", script.call("square", x), sides);
        String channels = Script.extent(x, 1);
        String sum = script.call("narrow", squares, 1, 0, channels);
        for (int i = 1; i < op.size(); i++) {
            sum = script.call("add", sum, script.call("narrow", squares, 1, i, channels));
        }
        String base = script.let(sum + " * " + (double) op.alpha() / op.size() + " + " + op.bias());
        return script.let(x + " / torch.pow(" + base + ", " + op.beta() + ")");
    }
}
