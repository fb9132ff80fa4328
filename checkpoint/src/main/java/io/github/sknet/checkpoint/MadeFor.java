package io.github.sknet.checkpoint;

import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** For how many classes and channels weights were made, as the shapes of a network's parameters tell. */
final class MadeFor {

    private final Architecture architecture;
    private final Weights weights;

    private MadeFor(Architecture architecture, Weights weights) {
        this.architecture = architecture;
        this.weights = weights;
    }

    /** The network with as many classes and channels as the weights were made for, where they tell. */
    static Architecture sized(Architecture architecture, Weights weights) {
        MadeFor madeFor = new MadeFor(architecture, weights);
        Architecture sized = architecture;
        OptionalInt classes =
                madeFor.found(architecture.classes(), architecture.withClasses(architecture.classes() + 1));
        if (classes.isPresent()) {
            sized = sized.withClasses(classes.getAsInt());
        }
        OptionalInt channels =
                madeFor.found(architecture.channels(), architecture.withChannels(architecture.channels() + 1));
        return channels.isPresent() ? sized.withChannels(channels.getAsInt()) : sized;
    }

    /**
     * The number that the weights were made for, where the network has another one.
     *
     * @param own number of the network
     * @param more the network with one more
     */
    private OptionalInt found(int own, Architecture more) {
        Map<String, ParameterSpec> larger = more.build().parameters();
        for (Map.Entry<String, ParameterSpec> parameter :
                architecture.build().parameters().entrySet()) {
            ParameterSpec other = larger.get(parameter.getKey());
            Tensor tensor = weights.tensors().get(parameter.getKey());
            List<Integer> shape = parameter.getValue().shape();
            if (other == null || tensor == null || tensor.shape().size() != shape.size()) {
                continue;
            }
            for (int axis = 0; axis < shape.size(); axis++) {
                int step = other.shape().get(axis) - shape.get(axis);
                if (step > 0) {
                    int number = own + (tensor.shape().get(axis) - shape.get(axis)) / step;
                    return number > 0 && number != own && number <= Architecture.MAX_WIDTH
                            ? OptionalInt.of(number)
                            : OptionalInt.empty();
                }
            }
        }
        return OptionalInt.empty();
    }
}
