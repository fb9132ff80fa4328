package io.github.sknet.explain;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.vision.Answer;
import io.github.sknet.vision.Attention;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.image.Image;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The paper's analysis of the attention (Li et al., Selective Kernel Networks, §4.4), for any network with selections
 * and any number of kernels: which kernel each unit prefers, and how that moves when the object in the middle grows.
 *
 * <p>An object is enlarged by a scale s as in the paper: the middle (H / s, W / s) of the image is cut out and
 * prepared for the network like a whole image. It is cut out of the original image, not of the prepared one, so that an
 * enlarged object gains detail where the original has it.
 */
public final class AttentionAnalyser {
    private final VisionModel<?> model;
    private final AnalysisOptions options;
    private final List<SelectionUnit> units;
    private final List<SelectionUnit> shown;

    /**
     * Prepares an analysis.
     *
     * @param graph the network
     * @param model the same network with weights, which prepares images as its task does; stays open
     * @throws IllegalArgumentException when the network has no selection, or none of a name in the options
     */
    public AttentionAnalyser(Graph graph, VisionModel<?> model, AnalysisOptions options) {
        this.model = model;
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
     * @throws NotANumberException when an output or the attention of the network for one holds NaN or an infinity
     */
    public AttentionAnalysis analyse(Iterable<Example> examples, List<String> classNames) {
        ShareStatistics statistics = new ShareStatistics(options, units, shown);
        ShownShares details = new ShownShares(options.scales(), shown);
        int seen = 0;
        Iterator<Example> source = examples.iterator();
        while (source.hasNext()) {
            List<Example> batch = nextBatch(source);
            List<List<Attention>> byScale = options.scales().stream()
                    .map(scale -> attention(batch, scale))
                    .toList();
            for (int i = 0; i < batch.size(); i++) {
                int place = i;
                List<Attention> ofImage =
                        byScale.stream().map(images -> images.get(place)).toList();
                statistics.add(batch.get(i), ofImage);
                if (seen < options.channelImages()) {
                    details.add(batch.get(i).name(), ofImage);
                }
                seen++;
            }
        }
        if (seen == 0) {
            throw new IllegalArgumentException("There are no images to explain");
        }
        return new AttentionAnalysis(
                seen,
                options.scales(),
                units,
                statistics.byUnit(),
                statistics.byClass(classNames),
                details.channels(),
                details.pixels());
    }

    private List<Example> nextBatch(Iterator<Example> source) {
        List<Example> batch = new ArrayList<>();
        while (batch.size() < options.batch() && source.hasNext()) {
            batch.add(source.next());
        }
        return batch;
    }

    /** For each example what the network chooses, its middle enlarged by the scale. */
    private List<Attention> attention(List<Example> batch, double scale) {
        List<Image> images =
                batch.stream().map(example -> enlarge(example.image(), scale)).toList();
        return model.predict(images, true).stream().map(Answer::attention).toList();
    }

    /**
     * The middle of an image, which fills the network's input as the whole image would.
     *
     * @param scale by how much what it shows becomes larger, at least 1
     */
    public static Image enlarge(Image image, double scale) {
        int width = (int) Math.max(1, Math.round(image.width() / scale));
        int height = (int) Math.max(1, Math.round(image.height() / scale));
        return image.centreCrop(width, height);
    }
}
