package io.github.sknet.serve.v2;

import io.github.sknet.graph.weights.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A request for inference.
 *
 * @param id of the client's, which its answer repeats; empty for none
 * @param inputs as they were sent
 * @param outputs which are wanted, in their order; none for all
 * @param binary whether outputs are sent behind the JSON where they do not say
 */
record InferRequest(Optional<String> id, List<InferInput> inputs, List<Wanted> outputs, boolean binary) {

    /**
     * An output that is wanted.
     *
     * @param binary whether it is sent behind the JSON; empty where the request says
     */
    record Wanted(String name, Optional<Boolean> binary) {}

    /**
     * What the network is given.
     *
     * @param input the name of its one input
     * @param shape its axes behind the first
     * @throws IllegalArgumentException when there is another input, or it does not fit
     */
    Tensor tensor(String input, List<Integer> shape) {
        if (inputs.size() != 1 || !inputs.get(0).name().equals(input)) {
            throw new IllegalArgumentException("The model has one input, '" + input + "'");
        }
        return inputs.get(0).tensor(shape);
    }

    /** Whether an output is sent behind the JSON. */
    boolean isBinary(String output) {
        return outputs.stream()
                .filter(wanted -> wanted.name().equals(output))
                .findFirst()
                .flatMap(Wanted::binary)
                .orElse(binary);
    }
}
