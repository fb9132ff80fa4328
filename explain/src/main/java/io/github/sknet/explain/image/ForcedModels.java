package io.github.sknet.explain.image;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The networks that a model is when kernels are forced, each made when it is asked for; the last used are kept. */
final class ForcedModels implements AutoCloseable {

    /**
     * So many weights are kept in engines at most, all networks together. In floats they are 32 MB, and what an engine makes of them is
     * several times as much.
     */
    private static final long MOST_WEIGHTS = 1L << 23;

    private final ModelFile model;
    private final Preprocessing preprocessing;
    private final VisionModels.Options options;
    private final long weights;
    private final Map<ForcedKernels, VisionModel<?>> kept = new LinkedHashMap<>(16, 0.75f, true);

    ForcedModels(ModelFile model, Preprocessing preprocessing, VisionModels.Options options) {
        this.model = model;
        this.preprocessing = preprocessing;
        this.options = options;
        this.weights = Math.max(
                1,
                model.weights().tensors().values().stream()
                        .mapToLong(tensor -> Tensor.elements(tensor.shape()))
                        .sum());
    }

    /** Asks the network with forced kernels. One is asked at a time, so that none is closed that still computes. */
    synchronized <R> R ask(ForcedKernels forced, Function<VisionModel<?>, R> question) {
        VisionModel<?> network =
                kept.computeIfAbsent(forced, each -> VisionModels.of(each.applyTo(model), preprocessing, options));
        R answer = question.apply(network);
        while (kept.size() > 1 && kept.size() * weights > MOST_WEIGHTS) {
            kept.remove(kept.keySet().iterator().next()).close();
        }
        return answer;
    }

    @Override
    public synchronized void close() {
        kept.values().forEach(VisionModel::close);
        kept.clear();
    }
}
