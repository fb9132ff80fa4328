package io.github.sknet.runtime.vector;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Tensor;
import java.util.List;

/** A convolution as the definition has it, in double precision: what every kernel is held against. */
final class NaiveConvolution {

    private NaiveConvolution() {}

    /** The convolution of an input (N, C, H, W); {@code bias} may be null. */
    static double[] compute(Conv2d conv, Tensor input, float[] weight, float[] bias) {
        int samples = input.size(0);
        int height = input.size(2);
        int width = input.size(3);
        Shape out = conv.outputShape(List.of(Shape.map(conv.inChannels(), height, width)));
        double[] result = new double[Math.toIntExact(samples * out.elements())];
        int at = 0;
        for (int n = 0; n < samples; n++) {
            for (int c = 0; c < conv.outChannels(); c++) {
                for (int y = 0; y < out.height(); y++) {
                    for (int x = 0; x < out.width(); x++) {
                        double sum = bias == null ? 0 : bias[c];
                        result[at++] = sum + at(conv, input, weight, n, c, y, x, height, width);
                    }
                }
            }
        }
        return result;
    }

    private static double at(
            Conv2d conv, Tensor input, float[] weight, int n, int c, int y, int x, int height, int width) {
        Window window = conv.window();
        int perGroup = conv.inChannels() / conv.groups();
        int group = c / (conv.outChannels() / conv.groups());
        double sum = 0;
        for (int i = 0; i < perGroup; i++) {
            for (int ky = 0; ky < window.kernel().height(); ky++) {
                for (int kx = 0; kx < window.kernel().width(); kx++) {
                    int iy = y * window.stride().height()
                            - window.padding().height()
                            + ky * window.dilation().height();
                    int ix = x * window.stride().width()
                            - window.padding().width()
                            + kx * window.dilation().width();
                    if (iy >= 0 && iy < height && ix >= 0 && ix < width) {
                        int channel = group * perGroup + i;
                        double value = input.values()[((n * conv.inChannels() + channel) * height + iy) * width + ix];
                        int tap = ky * window.kernel().width() + kx;
                        sum += value * weight[(c * perGroup + i) * window.taps() + tap];
                    }
                }
            }
        }
        return sum;
    }
}
