package io.github.sknet.checkpoint;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a model file of a checkpoint. The names must be those of the network's PyTorch original, and every tensor must be
 * there in its shape, with none left over but BatchNorm's {@code num_batches_tracked}.
 *
 * <pre>{@code
 * var request = new CheckpointImport(Architecture.of("skresnet50", 7, 3), true, List.of(), Optional.empty());
 * CheckpointImport.Result result = request.read(Path.of("skresnet50.pth"));
 * result.model().write(Path.of("skresnet50.safetensors"));
 * }</pre>
 *
 * @param architecture which network, with the number of classes wanted
 * @param newHead whether a head (the parameters whose shape depends on the number of classes) that is missing or was made
 *     for another number of classes is replaced by a fresh one, for fine-tuning; a head that fits is kept
 * @param labels the classes' names; empty for none
 * @param preprocessing how an image becomes the input
 */
public record CheckpointImport(
        Architecture architecture, boolean newHead, List<String> labels, Optional<Preprocessing> preprocessing) {

    private static final long SEED = 0;

    /**
     * What an import gives.
     *
     * @param model ready to be written
     * @param fresh the names of the parameters that were not taken from the checkpoint but initialised
     */
    public record Result(ModelFile model, List<String> fresh) {}

    /**
     * Reads a checkpoint (see {@link Checkpoints#read}) and fits it to the network.
     *
     * @throws WeightsException listing the missing, unexpected and misshapen tensors, when it does not fit
     * @throws IOException when it can't be read
     */
    public Result read(Path file) throws IOException {
        return fit(Checkpoints.read(file), file.toString());
    }

    /**
     * Fits weights to the network.
     *
     * @param source what error messages call them
     * @throws WeightsException listing the missing, unexpected and misshapen tensors, when they don't fit
     */
    public Result fit(Weights weights, String source) throws WeightsException {
        Graph graph = architecture.build();
        Map<String, ParameterSpec> head = head(graph);
        Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
        List<String> fresh = new ArrayList<>();
        if (newHead) {
            Weights initial = Weights.initial(graph, SEED);
            head.forEach((name, spec) -> {
                Tensor found = tensors.get(name);
                if (found == null || !found.shape().equals(spec.shape())) {
                    tensors.put(name, initial.get(name));
                    fresh.add(name);
                }
            });
        }
        Weights candidate = new Weights(tensors);
        if (!candidate.mismatches(graph).isEmpty()) {
            throw new WeightsException(source + " does not fit " + new Misfit(architecture, candidate).sentence());
        }
        ModelFile model = ModelFile.of(architecture, candidate).withLabels(labels);
        return new Result(preprocessing.map(model::withPreprocessing).orElse(model), List.copyOf(fresh));
    }

    /** The parameters that would be others for another number of classes. */
    private Map<String, ParameterSpec> head(Graph graph) {
        Map<String, ParameterSpec> parameters = graph.parameters();
        Map<String, ParameterSpec> others =
                architecture.withClasses(architecture.classes() + 1).build().parameters();
        Map<String, ParameterSpec> head = new LinkedHashMap<>();
        parameters.forEach((name, spec) -> {
            ParameterSpec other = others.get(name);
            if (other == null || !Objects.equals(other.shape(), spec.shape())) {
                head.put(name, spec);
            }
        });
        return head;
    }
}
