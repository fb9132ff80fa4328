package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Linear.Storage;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.List;
import java.util.Optional;

/** Matrix products with weights: of vectors, and of the channels of each pixel. */
final class LinearLayers {

    private static final String WEIGHTS = "a product of two values that are both computed";

    private LinearLayers() {}

    static List<Operator> operators() {
        return List.of(
                Operator.of("Gemm", WEIGHTS + "; transA", LinearLayers::gemm),
                Operator.of("MatMul", WEIGHTS, LinearLayers::matMul));
    }

    private static Value gemm(OnnxNode node, Context context) {
        if (node.attributes().flag("transA", false)) {
            throw new IllegalArgumentException("its transA would exchange batch and channels");
        }
        Constant weight = matrix(node, context);
        boolean stored = node.attributes().flag("transB", false);
        int out = weight.shape().get(stored ? 0 : 1);
        float[] values = weight.asFloats();
        float[] matrix = stored
                ? values
                : Weighted.transposed(
                        values, weight.shape().get(0), weight.shape().get(1));
        Optional<Tensor> bias = Optional.empty();
        if (node.hasInput(2)) {
            Constant said = context.require(node, 2, "bias");
            if (said.size() != 1 && said.shape().get(said.rank() - 1) != out) {
                throw new IllegalArgumentException("its bias of shape " + said.shape() + " is not one for each output");
            }
            bias = Optional.of(Weighted.vector(Weighted.scaled(
                    Weighted.perChannel(said, out, "bias"), node.attributes().real("beta", 1))));
        }
        return product(context, node, Weighted.scaled(matrix, node.attributes().real("alpha", 1)), out, bias);
    }

    private static Value matMul(OnnxNode node, Context context) {
        Constant weight = matrix(node, context);
        int in = weight.shape().get(0);
        int out = weight.shape().get(1);
        return product(context, node, Weighted.transposed(weight.asFloats(), in, out), out, Optional.empty());
    }

    private static Constant matrix(OnnxNode node, Context context) {
        Constant weight = context.constant(node, 1)
                .orElseThrow(() -> new IllegalArgumentException("it multiplies two values that are both computed"
                        + " from the image; transformers are not supported"));
        if (weight.rank() != 2) {
            throw new IllegalArgumentException("its weight has the shape " + weight.shape() + ", not two axes");
        }
        return weight;
    }

    /** The product of a tensor's last axis with a matrix (out, in). */
    private static Value product(Context context, OnnxNode node, float[] matrix, int out, Optional<Tensor> bias) {
        Feature input = context.feature(node, 0);
        int last = input.rank() - 1;
        int in = matrix.length / out;
        if (!input.view().extent(last).is(in)) {
            throw new IllegalArgumentException("its weight is for " + in + " values, but its input of shape "
                    + input.view().shape() + " has others");
        }
        String name = NodeNames.of(node, node.input(1));
        if (input.view().within(last, Axis.CHANNEL) && holdsAllChannels(input, last)) {
            return channels(context, name, input, matrix, out, bias);
        }
        Base flat = context.standard().vector(input);
        return Feature.vector(linear(context, name, flat, matrix, out, bias));
    }

    private static boolean holdsAllChannels(Feature input, int last) {
        return input.view().extent(last).is(input.base().channels());
    }

    /** All channels of each pixel, or of a vector; the order in which the tensor has them goes into the weight. */
    private static Value channels(
            Context context, String name, Feature input, float[] matrix, int out, Optional<Tensor> bias) {
        Base base = input.base();
        int last = input.rank() - 1;
        List<Integer> order = Standard.order(base, input.view().parts(last));
        float[] ordered = Weighted.isNatural(order) ? matrix : Weighted.columnsTo(matrix, out, order);
        if (base.isPixel()) {
            Base vector = context.standard().pixel(base);
            Base result = linear(context, name, vector, ordered, out, bias);
            return new Feature(result, input.view().with(last, List.of(result.whole(Axis.CHANNEL))));
        }
        Conv2d op = new Conv2d(
                base.channels(), out, Window.of(1), 1, bias.isPresent(), Init.kaimingFanOut(), Init.constant(0));
        Tensor weight = new Tensor(List.of(out, base.channels(), 1, 1), ordered);
        Base result =
                context.add(name, op, List.of(base), Weighted.parameters(weight, bias), base.withChannels("", out));
        return new Feature(result, input.view().with(last, List.of(result.whole(Axis.CHANNEL))));
    }

    private static Base linear(
            Context context, String name, Base vector, float[] matrix, int out, Optional<Tensor> bias) {
        Linear op = new Linear(
                vector.channels(), out, bias.isPresent(), Storage.MATRIX, Init.torchDefault(), Init.torchDefault());
        Tensor weight = new Tensor(List.of(out, vector.channels()), matrix);
        return context.add(
                name, op, List.of(vector), Weighted.parameters(weight, bias), Standard.vectorOf(vector, out));
    }
}
