package io.github.sknet.explain.image;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.ReceptiveField;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.selection.BranchConvolution;
import io.github.sknet.graph.selection.Kernel;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.Attention;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each kernel of a unit brought into its output, pixel by pixel: the terms of V = Σ aₘ·Fₘ (Li et al., Selective Kernel
 * Networks, equation 6), each a mean over channels.
 *
 * @param unit where
 * @param kernels in the order of its branches
 */
public record UnitContributions(SelectionUnit unit, List<KernelContribution> kernels) {

    public UnitContributions {
        kernels = List.copyOf(kernels);
    }

    /**
     * The contributions in one unit.
     *
     * @param outputs of the network for one image, with its attention and the unit's branches among the outputs
     * @param branches the names of these outputs, in order
     * @param fields of the graph's maps
     */
    static UnitContributions of(
            Graph graph,
            SelectionUnit unit,
            Prediction outputs,
            List<String> branches,
            Map<String, ReceptiveField> fields) {
        Select select = (Select) graph.node(unit.node()).op();
        Tensor attention = outputs.attention().get(unit.node());
        double[] shares = Attention.means(withoutBatch(attention));
        List<KernelContribution> kernels = new ArrayList<>();
        for (int m = 0; m < branches.size(); m++) {
            String end = graph.node(unit.node()).inputs().get(m);
            Kernel kernel = unit.kernels().get(m);
            ReceptiveField field = fields.get(end);
            kernels.add(new KernelContribution(
                    kernel,
                    shares[m],
                    contribution(outputs.outputs().get(branches.get(m)), attention, m, select.extent()),
                    window(graph, end, kernel, field),
                    field));
        }
        return new UnitContributions(unit, kernels);
    }

    private static Tensor withoutBatch(Tensor one) {
        return one.reshape(one.shape().subList(1, one.shape().size()));
    }

    /** Attention × branch, a mean over channels: (H, W) of a branch (1, C, H, W). */
    private static Tensor contribution(Tensor branch, Tensor attention, int m, Select.Extent extent) {
        int channels = branch.size(1);
        int pixels = branch.size(2) * branch.size(3);
        float[] map = new float[pixels];
        for (int p = 0; p < pixels; p++) {
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                int share = extent == Select.Extent.CHANNEL ? m * channels + c : m * pixels + p;
                sum += (double) attention.values()[share] * branch.values()[c * pixels + p];
            }
            map[p] = (float) (sum / channels);
        }
        return Tensor.of(map, branch.size(2), branch.size(3));
    }

    /** The kernel's extent at the distance of the pixels that it reads; of a branch without one, a pixel of its own map. */
    private static Size window(Graph graph, String end, Kernel kernel, ReceptiveField field) {
        Size own = field.stride();
        Size stride = BranchConvolution.find(graph, end)
                .map(Conv2d::window)
                .map(window -> new Size(
                        Math.max(1, own.height() / window.stride().height()),
                        Math.max(1, own.width() / window.stride().width())))
                .orElse(own);
        return new Size(Math.max(1, kernel.height()) * stride.height(), Math.max(1, kernel.width()) * stride.width());
    }

    /** The sum of the maps, (H, W): the mean over channels of the unit's output. */
    public Tensor total() {
        Tensor total = Tensor.zeros(kernels.get(0).map().shape());
        for (KernelContribution kernel : kernels) {
            for (int i = 0; i < total.values().length; i++) {
                total.values()[i] += kernel.map().values()[i];
            }
        }
        return total;
    }

    /** For tools: {@code unit}, its {@code node}, and {@link KernelContribution#toMap} of its {@code kernels}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("unit", unit.name());
        map.put("node", unit.node());
        map.put("kernels", kernels.stream().map(KernelContribution::toMap).toList());
        return map;
    }
}
