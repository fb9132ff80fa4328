package io.github.sknet.train.run;

import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Tensors;
import java.io.IOException;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Starts a network's first convolution from the data: its filters are the eigenvectors of the training patches' covariance,
 * divided by the root of their eigenvalues, so that what it gives is uncorrelated and of equal variance. Each of them is
 * there with both signs, since a ReLU follows; the largest eigenvalues come first. (D. Page, How to Train Your ResNet, 2018,
 * part 8; K. Jordan, arXiv 2404.00498, §3.2.)
 */
final class PatchWhitening {

    /** Enough for a covariance of some dozen numbers. */
    private static final int IMAGES = 5000;

    /** Added to the eigenvalues: directions that hardly occur are not to be all noise (Jordan's, for deviations of 1). */
    private static final double EPSILON = 5e-4;

    private PatchWhitening() {}

    /**
     * Overwrites the convolution's filters. Takes batches from the loader, whose position is then another.
     *
     * @param convolution the name of a node: a convolution of the image without groups, with at most two filters for each
     *     number of a patch
     * @throws IllegalArgumentException when the network has no such convolution
     */
    static void apply(GraphModule module, String convolution, BatchLoader<? extends Batch> batches) throws IOException {
        Conv2d op = module.graph().nodes().stream()
                .filter(node -> node.name().equals(convolution))
                .map(Node::op)
                .filter(Conv2d.class::isInstance)
                .map(Conv2d.class::cast)
                .filter(found -> found.inChannels() == module.graph().inputChannels() && found.groups() == 1)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Nothing to whiten: the network has no convolution of the image called '" + convolution + "'"));
        int numbers = op.inChannels() * op.window().taps();
        if (op.outChannels() > 2 * numbers) {
            throw new IllegalArgumentException("'" + convolution + "' has " + op.outChannels()
                    + " filters; whitening patches of " + numbers + " numbers takes " + 2 * numbers + " at most");
        }
        double[] covariance = covariance(module.device(), op.window(), numbers, batches);
        NativeScope.get(() -> NativeScope.withoutGradients(() -> {
            Tensor filters = module.tensor(convolution + ".weight");
            Tensor matrix = Device.of(filters).tensor(covariance, numbers, numbers);
            return filters.copy_(filters(matrix, op.outChannels()).view(Tensors.axes(Tensors.shape(filters))));
        }));
    }

    /** The rows of the result are filters, half of them the others' negatives. */
    private static Tensor filters(Tensor covariance, int count) {
        var decomposition = torch.linalg_eigh(covariance);
        Tensor scale = decomposition.get0().add(new Scalar(EPSILON)).rsqrt();
        Tensor descending = decomposition.get1().mul(scale).t().flip(0);
        int half = (count + 1) / 2;
        Tensor positive = descending.slice(0, optional(0), optional(half), 1);
        Tensor negative =
                descending.slice(0, optional(0), optional(count - half), 1).neg();
        return torch.cat(new TensorVector(positive, negative), 0);
    }

    private static LongOptional optional(long value) {
        return new LongOptional(value);
    }

    private static double[] covariance(Device device, Window window, int numbers, BatchLoader<? extends Batch> batches)
            throws IOException {
        double[] sum = new double[numbers * numbers];
        long[] kernel = {window.kernel().height(), window.kernel().width()};
        long patches = 0;
        int images = 0;
        for (int i = batches.batchesPerEpoch(); i > 0 && images < IMAGES; i--) {
            io.github.sknet.graph.weights.Tensor batch = batches.next().images();
            if (batch.size(0) > 0) {
                images += batch.size(0);
                patches += NativeScope.get(() -> add(
                        sum,
                        torch.im2col(
                                device.tensor(batch), kernel, new long[] {1, 1}, new long[] {0, 0}, new long[] {1, 1
                                })));
            }
        }
        if (patches == 0) {
            throw new IOException("Nothing to whiten by: no training image can be read, or all are smaller than "
                    + kernel[0] + "×" + kernel[1] + " pixels");
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= patches;
        }
        return sum;
    }

    /**
     * Adds the products of all pairs of numbers within patches.
     *
     * @param columns (N, numbers, patches)
     * @return how many patches there are
     */
    private static long add(double[] sum, Tensor columns) {
        Tensor products = torch.matmul(columns, columns.transpose(1, 2)).sum(0);
        double[] values = Tensors.doubles(products);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
        return columns.size(0) * columns.size(2);
    }
}
