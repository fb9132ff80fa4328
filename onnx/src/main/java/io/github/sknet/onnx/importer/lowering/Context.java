package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.Op;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.onnx.importer.evaluation.Dims;
import io.github.sknet.onnx.importer.evaluation.Sizes;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a rule sees of the import: the values made so far, and the network to add to. */
final class Context {

    private final int opset;
    private final Dims dims;
    private final Draft draft = new Draft();
    private final Standard standard = new Standard(this);
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Base> bases = new LinkedHashMap<>();
    private boolean sizeMatters;

    Context(int opset, Dims dims) {
        this.opset = opset;
        this.dims = dims;
    }

    int opset() {
        return opset;
    }

    Dims dims() {
        return dims;
    }

    Draft draft() {
        return draft;
    }

    /** Turns values into the forms that operations take. */
    Standard standard() {
        return standard;
    }

    /** Says that the network is right for the file's own input size alone. */
    void sizeMatters() {
        sizeMatters = true;
    }

    boolean doesSizeMatter() {
        return sizeMatters;
    }

    void put(String name, Value value) {
        values.put(name, value);
    }

    Value value(String name) {
        return values.getOrDefault(name, new Value.Unknown());
    }

    boolean isFeature(OnnxNode node, int index) {
        return node.hasInput(index) && value(node.input(index)) instanceof Feature;
    }

    /**
     * An input that depends on the image.
     *
     * @throws IllegalArgumentException when it does not
     */
    Feature feature(OnnxNode node, int index) {
        if (node.hasInput(index) && value(node.input(index)) instanceof Feature feature) {
            return feature;
        }
        throw new IllegalArgumentException("its input " + index + " does not depend on the image, as it has to");
    }

    /** An input that is a constant; empty where it is left out, or none. */
    Optional<Constant> constant(OnnxNode node, int index) {
        return node.hasInput(index) ? constant(node.input(index)) : Optional.empty();
    }

    /** A value that is a constant for every input, or for the file's own size; the latter is remembered. */
    Optional<Constant> constant(String name) {
        Value value = value(name);
        if (value instanceof Value.Fixed fixed) {
            return Optional.of(fixed.constant());
        }
        if (value instanceof Value.Free free) {
            Optional<Constant> known = free.sizes().known();
            if (known.isPresent() && free.sizes().constant().isEmpty()) {
                sizeMatters();
            }
            return known;
        }
        return Optional.empty();
    }

    /**
     * An input that has to be a constant.
     *
     * @param what it is called
     * @throws IllegalArgumentException when it is none
     */
    Constant require(OnnxNode node, int index, String what) {
        return constant(node, index)
                .orElseThrow(() -> new IllegalArgumentException(
                        "its " + what + " must be a constant, but is computed from the image"));
    }

    /** An input that holds sizes. */
    Optional<Sizes> sizes(OnnxNode node, int index) {
        if (!node.hasInput(index)) {
            return Optional.empty();
        }
        Value value = value(node.input(index));
        if (value instanceof Value.Free free) {
            return Optional.of(free.sizes());
        }
        return value instanceof Value.Fixed fixed ? Sizes.of(fixed.constant()) : Optional.empty();
    }

    /** Adds an operation without parameters that keeps its input's extents. */
    Base apply(String name, Op op, Base input) {
        return apply(name, op, input, Map.of());
    }

    /** Adds an operation that keeps its input's extents. */
    Base apply(String name, Op op, Base input, Map<String, Tensor> parameters) {
        return add(name, op, List.of(input), parameters, input);
    }

    /**
     * Adds an operation.
     *
     * @param result its extents; the node's name is set here
     */
    Base add(String name, Op op, List<Base> inputs, Map<String, Tensor> parameters, Base result) {
        String node = draft.add(name, op, inputs.stream().map(Base::node).toList(), parameters);
        Base made = result.by(node);
        bases.put(node, made);
        return made;
    }

    /** All that was made so far, in order. */
    Iterable<Base> bases() {
        return bases.values();
    }
}
