package io.github.sknet.checkpoint;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        return fit(Checkpoints.read(file).weights(), file.toString());
    }

    /**
     * Fits weights to the network.
     *
     * @param source what error messages call them
     * @throws WeightsException listing the missing, unexpected and misshapen tensors, when they don't fit
     */
    public Result fit(Weights weights, String source) throws WeightsException {
        NetworkFit fit = new NetworkFit(architecture);
        List<String> fresh = newHead ? fit.unfitHead(weights) : List.of();
        Weights candidate = fresh.isEmpty() ? weights : fit.withFresh(weights, fresh);
        fit.require(candidate, source);
        fit.requireFinite(candidate, source);
        ModelFile model = ModelFile.of(architecture, candidate).withLabels(labels);
        return new Result(preprocessing.map(model::withPreprocessing).orElse(model), List.copyOf(fresh));
    }
}
