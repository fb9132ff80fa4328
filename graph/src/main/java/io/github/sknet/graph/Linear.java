package io.github.sknet.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A matrix product of a vector: (N, in) becomes (N, out). With groups it is several beside each other, as a grouped 1×1
 * convolution of a 1×1 map.
 *
 * @param inFeatures in
 * @param outFeatures out
 * @param groups outputs of a group see the inputs of the same group only; divides in and out
 * @param bias whether a bias of shape (out) is added
 * @param storage how checkpoints hold the weight
 * @param weightInit how the weight starts
 * @param biasInit how the bias starts
 */
public record Linear(
        int inFeatures, int outFeatures, int groups, boolean bias, Storage storage, Init weightInit, Init biasInit)
        implements Op {

    /** How checkpoints hold the weight: the numbers and their order are the same. */
    public enum Storage {
        /** (out, in / groups). */
        MATRIX,
        /** (out, in / groups, 1, 1): where the original writes the layer as a 1×1 convolution of a 1×1 map, as timm does. */
        POINTWISE
    }

    public Linear {
        Inputs.positive("Linear", "inFeatures", inFeatures);
        Inputs.positive("Linear", "outFeatures", outFeatures);
        Inputs.positive("Linear", "groups", groups);
        if (inFeatures % groups != 0 || outFeatures % groups != 0) {
            throw new IllegalArgumentException("Linear: groups=" + groups + " must divide inFeatures=" + inFeatures
                    + " and outFeatures=" + outFeatures);
        }
        Inputs.weight("Linear", outFeatures, inFeatures / groups);
        Inputs.biasInit("Linear", biasInit);
    }

    /** One group. */
    public Linear(int inFeatures, int outFeatures, boolean bias, Storage storage, Init weightInit, Init biasInit) {
        this(inFeatures, outFeatures, 1, bias, storage, weightInit, biasInit);
    }

    /** PyTorch's Linear: with a bias and its default initialisation. */
    public static Linear of(int inFeatures, int outFeatures) {
        return new Linear(inFeatures, outFeatures, true, Storage.MATRIX, Init.torchDefault(), Init.torchDefault());
    }

    /** A layer that the original writes as a 1×1 convolution without bias. */
    public static Linear pointwise(int inFeatures, int outFeatures) {
        return new Linear(inFeatures, outFeatures, false, Storage.POINTWISE, Init.kaimingFanOut(), Init.constant(0));
    }

    /** The inputs that each output sees. */
    public int inPerGroup() {
        return inFeatures / groups;
    }

    public Linear withGroups(int groups) {
        return new Linear(inFeatures, outFeatures, groups, bias, storage, weightInit, biasInit);
    }

    public Linear withBias(boolean bias) {
        return new Linear(inFeatures, outFeatures, groups, bias, storage, weightInit, biasInit);
    }

    public Linear withInit(Init weightInit, Init biasInit) {
        return new Linear(inFeatures, outFeatures, groups, bias, storage, weightInit, biasInit);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.vector(this, Inputs.single(this, inputs));
        Inputs.channels(this, in, inFeatures);
        return Shape.vector(outFeatures);
    }

    @Override
    public List<ParameterSpec> parameters() {
        List<Integer> shape = storage == Storage.MATRIX
                ? List.of(outFeatures, inPerGroup())
                : List.of(outFeatures, inPerGroup(), 1, 1);
        List<ParameterSpec> specs = new ArrayList<>();
        specs.add(ParameterSpec.weight(shape, weightInit, inPerGroup(), outFeatures));
        if (bias) {
            specs.add(ParameterSpec.bias(outFeatures, biasInit, inPerGroup()));
        }
        return specs;
    }

    @Override
    public long macs(Shape output) {
        return (long) inPerGroup() * outFeatures;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitLinear(node, this);
    }

    @Override
    public String toString() {
        return "Linear(" + inFeatures + "→" + outFeatures + (groups > 1 ? ", groups " + groups : "")
                + (bias ? ", bias)" : ")");
    }
}
