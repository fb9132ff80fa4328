package io.github.sknet.explain;

import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.Graph;
import io.github.sknet.explain.AttentionAnalysis.ChannelShares;
import io.github.sknet.vision.image.Image;
import io.github.sknet.datasets.augment.InputTransform;
import io.github.sknet.vision.transform.Preprocessing;
import io.github.sknet.datasets.SampleChance;
import io.github.sknet.graph.weights.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The paper's analysis of the attention (Li et al., Selective Kernel Networks, §4.4), for any network with selections
 * and any number of kernels: which kernel each unit prefers, and how that moves when the object in the middle grows.
 *
 * <p>An object is enlarged by a scale s as in the paper: the middle (H / s, W / s) of the image is cut out and
 * prepared for the network like a whole image. It is cut out of the original image, not of the prepared one, so that an
 * enlarged object gains detail where the original has it.
 */
public final class AttentionAnalyser {
    private final Predictor predictor;
    private final InputTransform transform;
    private final AnalysisOptions options;
    private final List<SelectionUnit> units;
    private final List<SelectionUnit> shown;

    /**
     * Prepares an analysis.
     *
     * @param graph the network
     * @param predictor the same network with weights, ready for prediction; stays open
     * @param preprocessing how images are prepared for it
     * @throws IllegalArgumentException when the network has no selection, or none of a name in the options
     */
    public AttentionAnalyser(Graph graph, Predictor predictor, Preprocessing preprocessing, AnalysisOptions options) {
        this.predictor = predictor;
        this.transform = preprocessing.asTransform();
        this.options = options;
        this.units = SelectionUnit.of(graph);
        if (units.isEmpty()) {
            throw new IllegalArgumentException(
                    "The network selects no kernels, so there is no attention to explain; take an SK network");
        }
        this.shown = options.choose(units);
    }

    /**
     * Looks at every example once at every scale.
     *
     * @param examples at least one; each is let go once seen, so that any number will do
     * @param classNames by index; a class without a name is called by its index
     * @throws IllegalArgumentException when there are no examples
     */
    public AttentionAnalysis analyse(Iterable<Example> examples, List<String> classNames) {
        ShareStatistics statistics = new ShareStatistics(options, units, shown);
        List<ChannelShares> channels = new ArrayList<>();
        int images = 0;
        Iterator<Example> source = examples.iterator();
        while (source.hasNext()) {
            List<Example> batch = nextBatch(source);
            List<Map<String, Tensor>> byScale = options.scales().stream()
                    .map(scale -> attention(batch, scale))
                    .toList();
            statistics.add(batch, byScale);
            for (int n = 0; n < batch.size() && images + n < options.channelImages(); n++) {
                channels.addAll(byChannel(batch.get(n).name(), n, byScale));
            }
            images += batch.size();
        }
        if (images == 0) {
            throw new IllegalArgumentException("There are no images to explain");
        }
        return new AttentionAnalysis(
                images, options.scales(), units, statistics.byUnit(), statistics.byClass(classNames), channels);
    }

    private List<Example> nextBatch(Iterator<Example> source) {
        List<Example> batch = new ArrayList<>();
        while (batch.size() < options.batch() && source.hasNext()) {
            batch.add(source.next());
        }
        return batch;
    }

    private Map<String, Tensor> attention(List<Example> batch, double scale) {
        Preprocessing shape = transform.preprocessing();
        float[] values = new float[Math.multiplyExact(batch.size(), shape.inputSize())];
        SampleChance unused = SampleChance.of(0, 0, 0);
        for (int n = 0; n < batch.size(); n++) {
            transform.apply(enlarge(batch.get(n).image(), scale), unused, values, n * shape.inputSize());
        }
        Tensor input = Tensor.of(values, batch.size(), shape.channels(), shape.height(), shape.width());
        return predictor.predict(input, true).attention();
    }

    /** The middle of the image; the image itself for a scale of 1. */
    static Image enlarge(Image image, double scale) {
        int width = (int) Math.max(1, Math.round(image.width() / scale));
        int height = (int) Math.max(1, Math.round(image.height() / scale));
        return image.centreCrop(width, height);
    }

    private List<ChannelShares> byChannel(String image, int n, List<Map<String, Tensor>> byScale) {
        List<ChannelShares> channels = new ArrayList<>();
        for (SelectionUnit unit : shown) {
            for (int s = 0; s < byScale.size(); s++) {
                List<List<Float>> attention = rows(byScale.get(s).get(unit.node()), n);
                channels.add(
                        new ChannelShares(image, unit.name(), options.scales().get(s), attention));
            }
        }
        return channels;
    }

    /** The n-th (M, C) of (N, M, C). */
    private static List<List<Float>> rows(Tensor attention, int n) {
        int channels = attention.size(2);
        List<List<Float>> rows = new ArrayList<>();
        for (int m = 0; m < attention.size(1); m++) {
            int first = (n * attention.size(1) + m) * channels;
            List<Float> row = new ArrayList<>(channels);
            for (int c = 0; c < channels; c++) {
                row.add(attention.values()[first + c]);
            }
            rows.add(row);
        }
        return rows;
    }
}
