package io.github.sknet.bench.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The network {@code sknet_tiny} as the article's code (pppLang/SKNet, sknet.py) would compute it: biases everywhere, the
 * branches concatenated, multiplied and summed, tensors in PyTorch's default layout. The same layers, parameters and
 * numbers as ours; only how it is computed differs.
 */
final class ArticleNetwork {

    private static final int BRANCHES = 2;
    private static final int GROUPS = 8;
    private static final int REDUCTION = 2;
    private static final int LEAST_WIDTH = 32;
    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;

    private final TensorVector parameters = new TensorVector();
    private final UnaryOperator<Tensor> network;

    ArticleNetwork(int channels, int classes) {
        List<UnaryOperator<Tensor>> layers =
                new ArrayList<>(List.of(conv(channels, 16, 3, 1, 1, 1), norm(16), torch::relu));
        int in = 16;
        for (int out : new int[] {64, 128, 256}) {
            layers.add(unit(in, out));
            layers.add(torch::relu);
            in = out;
        }
        layers.add(x -> x.mean(-1).mean(-1));
        layers.add(linear(in, classes));
        network = sequence(layers);
    }

    Tensor forward(Tensor input) {
        return network.apply(input);
    }

    TensorVector parameters() {
        return parameters;
    }

    /** SKUnit.forward: {@code feas(x) + shortcut(x)}; the stride is the convolution's, and the shortcut's. */
    private UnaryOperator<Tensor> unit(int in, int out) {
        int middle = out / 2;
        UnaryOperator<Tensor> features = sequence(List.of(
                conv(in, middle, 1, 1, 0, 1),
                norm(middle),
                selectiveKernel(middle, 2),
                norm(middle),
                conv(middle, out, 1, 1, 0, 1),
                norm(out)));
        UnaryOperator<Tensor> shortcut = sequence(List.of(conv(in, out, 1, 2, 0, 1), norm(out)));
        return x -> features.apply(x).add(shortcut.apply(x));
    }

    /** SKConv.forward, line by line. */
    private UnaryOperator<Tensor> selectiveKernel(int features, int stride) {
        int width = Math.max(features / REDUCTION, LEAST_WIDTH);
        List<UnaryOperator<Tensor>> convolutions = new ArrayList<>();
        for (int i = 0; i < BRANCHES; i++) {
            convolutions.add(sequence(
                    List.of(conv(features, features, 3 + 2 * i, stride, 1 + i, GROUPS), norm(features), torch::relu)));
        }
        UnaryOperator<Tensor> squeeze = linear(features, width);
        List<UnaryOperator<Tensor>> excitations = new ArrayList<>();
        for (int i = 0; i < BRANCHES; i++) {
            excitations.add(linear(width, features));
        }
        return x -> {
            Tensor feas = concatenated(convolutions, x);
            Tensor s = feas.sum(1).mean(-1).mean(-1);
            Tensor z = squeeze.apply(s);
            Tensor attention = torch.softmax(concatenated(excitations, z), 1);
            return feas.mul(attention.unsqueeze(-1).unsqueeze(-1)).sum(1);
        };
    }

    /** Every layer's result of one input, put together along a new axis 1, one after the other as the article does. */
    private static Tensor concatenated(List<UnaryOperator<Tensor>> layers, Tensor x) {
        Tensor all = layers.get(0).apply(x).unsqueeze(1);
        for (UnaryOperator<Tensor> layer : layers.subList(1, layers.size())) {
            all = torch.cat(new TensorVector(all, layer.apply(x).unsqueeze(1)), 1);
        }
        return all;
    }

    private UnaryOperator<Tensor> conv(int in, int out, int kernel, int stride, int padding, int groups) {
        double bound = 1 / Math.sqrt((double) in / groups * kernel * kernel);
        Tensor weight = uniform(bound, out, in / groups, kernel, kernel);
        TensorOptional bias = new TensorOptional(uniform(bound, out));
        long[] strides = {stride, stride};
        long[] paddings = {padding, padding};
        long[] dilations = {1, 1};
        return x -> torch.conv2d(x, weight, bias, strides, paddings, dilations, groups);
    }

    private UnaryOperator<Tensor> norm(int channels) {
        TensorOptional weight = new TensorOptional(parameter(torch.ones(channels)));
        TensorOptional bias = new TensorOptional(parameter(torch.zeros(channels)));
        TensorOptional mean = new TensorOptional(torch.zeros(channels));
        TensorOptional variance = new TensorOptional(torch.ones(channels));
        return x -> torch.batch_norm(x, weight, bias, mean, variance, true, MOMENTUM, EPSILON, false);
    }

    private UnaryOperator<Tensor> linear(int in, int out) {
        double bound = 1 / Math.sqrt(in);
        Tensor weight = uniform(bound, out, in);
        TensorOptional bias = new TensorOptional(uniform(bound, out));
        return x -> torch.linear(x, weight, bias);
    }

    private Tensor uniform(double bound, long... shape) {
        return parameter(torch.rand(shape).mul_(new Scalar(2 * bound)).sub_(new Scalar(bound)));
    }

    private Tensor parameter(Tensor tensor) {
        tensor.set_requires_grad(true);
        parameters.push_back(tensor);
        return tensor;
    }

    private static UnaryOperator<Tensor> sequence(List<UnaryOperator<Tensor>> layers) {
        return x -> {
            Tensor value = x;
            for (UnaryOperator<Tensor> layer : layers) {
                value = layer.apply(value);
            }
            return value;
        };
    }
}
