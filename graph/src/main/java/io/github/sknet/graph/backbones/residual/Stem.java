package io.github.sknet.graph.backbones.residual;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import java.util.Optional;

/**
 * The layers before the first block: convolution, BatchNorm, ReLU, and perhaps a pooling.
 *
 * @param kind the convolution or convolutions
 * @param channels the channels it gives
 * @param pool the pooling; empty for none
 */
public record Stem(Kind kind, int channels, Optional<MaxPool> pool) {

    /** The convolutions in use. */
    public enum Kind {
        /** One of 7×7 with stride 2. */
        SEVEN,
        /** Three of 3×3, the first with stride 2 (ResNet-C, He et al. 2019, §4.2; timm's {@code deep} stem). */
        THREE_DEEP,
        /** One of 3×3 without stride, for images of 32×32. */
        THREE
    }

    /** ResNet's: 7×7 with stride 2, then 3×3 max-pooling with stride 2 and padding 1. */
    public static Stem imageNet() {
        return imageNet(64);
    }

    /** ResNet's with another number of channels. */
    public static Stem imageNet(int channels) {
        return new Stem(Kind.SEVEN, channels, Optional.of(paddedPool()));
    }

    /** That of the paper's Caffe files: the pooling has no padding and rounds up. */
    public static Stem caffe() {
        return new Stem(Kind.SEVEN, 64, Optional.of(new MaxPool(Window.of(3).stride(2), true)));
    }

    /** ResNet-D's: three 3×3 convolutions of 32, 32 and 64 channels. */
    public static Stem deep() {
        return deep(64);
    }

    /** ResNet-D's with another number of channels, half as many in the first two convolutions. */
    public static Stem deep(int channels) {
        return new Stem(Kind.THREE_DEEP, channels, Optional.of(paddedPool()));
    }

    /** For small images: 3×3, nothing is lost. */
    public static Stem cifar(int channels) {
        return new Stem(Kind.THREE, channels, Optional.empty());
    }

    private static MaxPool paddedPool() {
        return new MaxPool(Window.of(3).stride(2).padding(1), false);
    }

    /** By how much the map is smaller than the image. */
    int stride() {
        return (kind == Kind.THREE ? 1 : 2)
                * pool.map(op -> op.window().stride().height()).orElse(1);
    }

    Node build(GraphBuilder b, Node image) {
        Node x = b.add("bn1", BatchNorm.of(channels), convolve(b, image));
        x = b.add("relu", Activation.relu(), x);
        return pool.isPresent() ? b.add("maxpool", pool.get(), x) : x;
    }

    private Node convolve(GraphBuilder b, Node image) {
        int in = b.inputChannels();
        return switch (kind) {
            case SEVEN ->
                b.add("conv1", Conv2d.of(in, channels, Window.of(7).padding(3).stride(2)), image);
            case THREE -> b.add("conv1", Conv2d.of(in, channels, three()), image);
            case THREE_DEEP -> convolveDeep(b.scope("conv1"), in, image);
        };
    }

    private Node convolveDeep(GraphBuilder scope, int in, Node image) {
        int half = channels / 2;
        Node x = scope.add("0", Conv2d.of(in, half, three().stride(2)), image);
        x = scope.add("2", Activation.relu(), scope.add("1", BatchNorm.of(half), x));
        x = scope.add("3", Conv2d.of(half, half, three()), x);
        x = scope.add("5", Activation.relu(), scope.add("4", BatchNorm.of(half), x));
        return scope.add("6", Conv2d.of(half, channels, three()), x);
    }

    private static Window three() {
        return Window.of(3).padding(1);
    }
}
